// Heads of files that are parts of a larger config, and setup.cfg.
#include "scanner/frontends/config/config_graph.h"
#include "scanner/frontends/config/setup_cfg.h"
#include "tests/config/page.h"
#include "gtest/gtest.h"

namespace modeltidy {
namespace {

TEST(ConfigPackages, TheHeadNamesThePackage) {
  EXPECT_EQ(config::packageHeader("# @package _global_\na: 1\n"), "_global_");
  EXPECT_EQ(config::packageHeader("# x\n\n#@package a.b\n"), "a.b");
  EXPECT_EQ(config::packageHeader("a: 1\n# @package b\n"), "");
  EXPECT_EQ(Page("# @package a.b\nk: v\n", ConfigFormat::Yaml).roots(),
            "Dict(k=\"v\", @package=\"a.b\")");
}

TEST(ConfigPackages, ProgramsOfSetupCfg) {
  EXPECT_EQ(tomlOfSetupCfg("[metadata]\nname = x\n[options.entry_points]\n"
                           "console_scripts =\n  a-b = p.q:main\n\tc=d:e\n"
                           "[other]\n  f = g:h\n"),
            "          \n        \n[options.entry_points]\n"
            "                 \na-b=\"p.q:main\"  \n      \n"
            "       \n         \n");
  EXPECT_EQ(tomlOfSetupCfg("[options.entry_points]\n    a=b:c\n"),
            "[options.entry_points]\na=\"b:c\"  \n");
  EXPECT_EQ(tomlOfSetupCfg(""), "");
}

} // namespace
} // namespace modeltidy
