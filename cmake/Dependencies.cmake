# Everything from outside, each behind one target name:
#   tidy_llvm  LLVM 19 Support    tidy_yaml  libyaml    tidy_re2   RE2
#   tidy_json  nlohmann/json      GTest::gtest, GTest::gmock, benchmark::benchmark
# The grammars (ts_core, ts_python, ...) are in grammars/CMakeLists.txt.
#
# Archives are linked, not shared objects: each shared object costs a part of
# a millisecond at every start, libLLVM some thirty.

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)

# tidy_find_archive(<var> <name>): the static library lib<name>.a, or an error
# that says which package holds it.
function(tidy_find_archive Var Name Package)
  find_library(${Var} NAMES "lib${Name}.a" HINTS ${ARGN})
  mark_as_advanced(${Var})
  if(NOT ${Var})
    message(FATAL_ERROR "lib${Name}.a not found: apt-get install ${Package}, or run .ci/setup")
  endif()
endfunction()

# LLVM Support. LLVM's own target also names libz3 and the shared zstd, which
# nothing here uses, so the archives are named one by one.
# (Its version file accepts only an exact 19.1, so the major is checked here.)
find_package(LLVM QUIET CONFIG PATHS /usr/lib/llvm-19 NO_DEFAULT_PATH)
if(NOT LLVM_FOUND)
  find_package(LLVM QUIET CONFIG)
endif()
if(NOT LLVM_FOUND OR NOT LLVM_VERSION_MAJOR EQUAL 19)
  message(FATAL_ERROR "LLVM 19 not found: apt-get install llvm-19-dev, or run .ci/setup")
endif()
tidy_find_archive(TIDY_LLVM_SUPPORT LLVMSupport llvm-19-dev "${LLVM_LIBRARY_DIR}")
tidy_find_archive(TIDY_LLVM_DEMANGLE LLVMDemangle llvm-19-dev "${LLVM_LIBRARY_DIR}")
tidy_find_archive(TIDY_ZSTD zstd libzstd-dev)
tidy_find_archive(TIDY_ZLIB z zlib1g-dev)
add_library(tidy_llvm INTERFACE)
target_include_directories(tidy_llvm SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
separate_arguments(TIDY_LLVM_DEFINITIONS NATIVE_COMMAND "${LLVM_DEFINITIONS}")
target_compile_definitions(tidy_llvm INTERFACE ${TIDY_LLVM_DEFINITIONS})
target_link_libraries(tidy_llvm INTERFACE
  "${TIDY_LLVM_SUPPORT}" "${TIDY_LLVM_DEMANGLE}" "${TIDY_ZSTD}" "${TIDY_ZLIB}"
  Threads::Threads ${CMAKE_DL_LIBS} m)

tidy_find_archive(TIDY_YAML yaml libyaml-dev)
add_library(tidy_yaml INTERFACE)
target_link_libraries(tidy_yaml INTERFACE "${TIDY_YAML}")

tidy_find_archive(TIDY_RE2 re2 libre2-dev)
add_library(tidy_re2 INTERFACE)
target_link_libraries(tidy_re2 INTERFACE "${TIDY_RE2}" Threads::Threads)

find_package(nlohmann_json REQUIRED)
add_library(tidy_json INTERFACE)
target_link_libraries(tidy_json INTERFACE nlohmann_json::nlohmann_json)

if(MODEL_TIDY_TESTS)
  find_package(GTest REQUIRED)
  include(GoogleTest)
endif()
