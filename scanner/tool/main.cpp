//===- main.cpp - model-tidy ----------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/run.h"

int main(int Argc, char **Argv) { return modeltidy::run(Argc, Argv); }
