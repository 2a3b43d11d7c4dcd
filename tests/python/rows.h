//===- rows.h - tables of snippet, variable and its value -----------------===//
#ifndef MODEL_TIDY_TESTS_PYTHON_ROWS_H
#define MODEL_TIDY_TESTS_PYTHON_ROWS_H

#include "tests/python/module.h"
#include "gtest/gtest.h"

namespace modeltidy {

struct Row {
  const char *Source;
  const char *Path; // see Module::exit
  const char *Value;
};

inline void expectExits(std::initializer_list<Row> Rows) {
  for (const Row &R : Rows)
    EXPECT_EQ(Module(R.Source).exit(R.Path), R.Value) << R.Source;
}

} // namespace modeltidy

#endif
