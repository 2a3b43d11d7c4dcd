//===-- sanitizer_options.cpp - Linked into every sanitized program -------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// LLVM's allocators poison what they have not handed out when the header that
// holds them is compiled with the address sanitizer; Debian's libLLVMSupport
// was not, and so never takes that back. Poisoning by hand is therefore off.
//
//===----------------------------------------------------------------------===//

extern "C" {
__attribute__((used, no_sanitize("address", "undefined"))) const char *
__asan_default_options() {
  return "allow_user_poisoning=0";
}
__attribute__((used, no_sanitize("address", "undefined"))) const char *
__ubsan_default_options() {
  return "print_stacktrace=1";
}
}
