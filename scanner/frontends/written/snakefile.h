//===- snakefile.h - a Snakefile as the Python that it stands for -*- C++ -*-=//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   configfile: "config.yaml"          config = yaml.safe_load(open(…))
//   rule ask:                          def rule_ask():
//     output: "rows/{m}.jsonl"           output_0 =
//     (f"rows/{wildcards_m}.jsonl") params: model=config["model"] params_model
//     = params_0 = (config["model"]) shell: "ask {params.model} os.system(f"ask
//     {params_model}
//             > {output}"                            > {output_0}")
//
// `run` is the function's own code, `script` a command line that runs it.
// What expand() gives a wildcard is what it may be.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_WRITTEN_SNAKEFILE_H
#define MODEL_TIDY_SCANNER_FRONTENDS_WRITTEN_SNAKEFILE_H

#include "scanner/frontends/shell/placed_script.h"

namespace modeltidy {

/// Python's text; linear in Text, and at most three times as long and 64 KiB.
PlacedScript pythonOfSnakefile(llvm::StringRef Text);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_WRITTEN_SNAKEFILE_H
