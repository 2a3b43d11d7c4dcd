#!/usr/bin/env bash
# The rows "FILES USER SYSTEM KiB" of scale.sh as an SVG: both axes logarithmic,
# so that what is linear is a straight line at 45 degrees.
set -euo pipefail
awk '
function x(n) { return 70 + 130 * (log(n) / log(10) - 1) }
function y(v) { return 330 - 65 * (log(v) / log(10) + 2) }
function text(px, py, anchor, what) {
  printf "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"%s\">%s</text>\n", px, py, anchor, what
}
{ files[NR] = $1; value["s", NR] = $2 + $3 + 0.001; value["MiB", NR] = $4 / 1024 }
END {
  print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 660 390\" font-family=\"sans-serif\" font-size=\"13\">"
  print "<rect width=\"660\" height=\"390\" fill=\"white\"/>"
  for (p = 1; p <= 5; p++) {
    printf "<path d=\"M%.0f 5V330\" stroke=\"#ddd\"/>\n", x(10 ^ p)
    text(x(10 ^ p), 350, "middle", 10 ^ p)
  }
  for (p = -2; p <= 3; p++) {
    printf "<path d=\"M70 %.0fH620\" stroke=\"#ddd\"/>\n", y(10 ^ p)
    text(62, y(10 ^ p) + 4, "end", 10 ^ p)
  }
  text(345, 378, "middle", "files of a synthetic repository")
  split("s MiB", what, " "); split("#1f5fbf #bf4f1f", color, " ")
  for (w = 1; w <= 2; w++) {
    line = ""
    for (i = 1; i <= NR; i++) {
      px = x(files[i]); py = y(value[what[w], i])
      line = line (i > 1 ? "L" : "M") px " " py
      printf "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>\n", px, py, color[w]
    }
    printf "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n", line, color[w]
    printf "<text x=\"%.0f\" y=\"%.0f\" fill=\"%s\">%s</text>\n", px + 8, py + 4, color[w], \
      (w == 1 ? "processor, s" : "memory, MiB")
  }
  print "</svg>"
}' "${1:?rows}"
