# Language level, build type, optimization, warnings, sanitizers, compiler cache.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release or RelWithDebInfo" FORCE)
endif()
# -O3 costs build time and size here and wins nothing that the benchmark sees.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(MODEL_TIDY_CCACHE ccache)
if(MODEL_TIDY_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER "${MODEL_TIDY_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${MODEL_TIDY_CCACHE}")
endif()

# Warnings are for our own sources; tidy_library and its siblings link this.
add_library(tidy_warnings INTERFACE)
target_compile_options(tidy_warnings INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra>
  # GCC's plain -Wshadow rejects a constructor's parameter that is named like
  # the field it sets, which is LLVM's habit; clang's does not.
  $<$<COMPILE_LANG_AND_ID:CXX,Clang>:-Wshadow>
  # What clang-tidy would take a tenth of its time to say.
  $<$<COMPILE_LANG_AND_ID:CXX,Clang>:-Wreserved-identifier>
  $<$<COMPILE_LANG_AND_ID:CXX,Clang>:-Wzero-as-null-pointer-constant>
  $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wshadow=local>
  # An Error that becomes an Expected is moved in LLVM's code, needed or not.
  $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-redundant-move>
  $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<BOOL:${MODEL_TIDY_WERROR}>>:-Werror>
  # libstdc++ 12's own std::stable_sort trips it under clang.
  $<$<COMPILE_LANG_AND_ID:CXX,Clang>:-Wno-deprecated-declarations>)

# Sections that nothing references leave the binary: LLVM Support is large.
add_compile_options(-ffunction-sections -fdata-sections)
add_link_options(-Wl,--gc-sections -Wl,--as-needed)

# Start-up, measured over 60 starts: 2.4 ms as the compiler would have it, 1.3
# without relocating the knowledge's constant tables at every start (-no-pie),
# 0.5 without loading and relocating libstdc++ either.
if(NOT MODEL_TIDY_PIE AND NOT MODEL_TIDY_SANITIZE AND NOT MODEL_TIDY_FUZZ)
  add_link_options(-no-pie -static-libstdc++ -static-libgcc)
endif()

if(MODEL_TIDY_SANITIZE OR MODEL_TIDY_FUZZ)
  set(MODEL_TIDY_SANITIZERS -fsanitize=address,undefined -fno-sanitize-recover=all
      -fno-omit-frame-pointer)
  add_compile_options(${MODEL_TIDY_SANITIZERS} -g1)
  add_link_options(${MODEL_TIDY_SANITIZERS})
endif()

if(MODEL_TIDY_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR
      "MODEL_TIDY_FUZZ needs clang: configure with "
      "-DCMAKE_C_COMPILER=clang-19 -DCMAKE_CXX_COMPILER=clang++-19")
  endif()
  # Coverage feedback everywhere; the fuzzer's own main only in the targets.
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
