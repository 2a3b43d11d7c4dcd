# The functions that every directory's CMakeLists.txt uses.
#
#   tidy_library(tidy_discover SOURCES walk.cpp ignore.cpp LINKS tidy_re2)
#   tidy_executable(model-tidy SOURCES main.cpp LINKS tidy_report)
#   tidy_test(discover_test SOURCES walk_test.cpp LINKS tidy_discover)
#   tidy_fuzzer(python_fuzzer SOURCES python_fuzzer.cpp LINKS tidy_python)
#
# All of them see the repository's root as include path, LLVM Support, and our
# warnings. LINKS are public: name only earlier stages.

# tidy_add_subdirectories(<dir>...): those that hold a CMakeLists.txt.
function(tidy_add_subdirectories)
  foreach(Dir IN LISTS ARGN)
    if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${Dir}/CMakeLists.txt")
      add_subdirectory(${Dir})
    endif()
  endforeach()
endfunction()

function(tidy_setup_target Name)
  target_include_directories(${Name} PUBLIC "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}")
  target_link_libraries(${Name} PUBLIC ${ARGN} tidy_llvm PRIVATE tidy_warnings)
endfunction()

if(MODEL_TIDY_SANITIZE OR MODEL_TIDY_FUZZ)
  add_library(tidy_sanitizer_options OBJECT "${PROJECT_SOURCE_DIR}/cmake/sanitizer_options.cpp")
endif()

# What programs need beyond libraries.
function(tidy_setup_program Name)
  tidy_setup_target(${Name} ${ARGN})
  if(TARGET tidy_sanitizer_options)
    target_link_libraries(${Name} PRIVATE tidy_sanitizer_options)
  endif()
endfunction()

function(tidy_library Name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;LINKS")
  add_library(${Name} STATIC ${ARG_SOURCES})
  tidy_setup_target(${Name} ${ARG_LINKS})
endfunction()

# The binary lies at the top of the build folder.
function(tidy_executable Name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;LINKS")
  add_executable(${Name} ${ARG_SOURCES})
  tidy_setup_program(${Name} ${ARG_LINKS})
  set_target_properties(${Name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")
endfunction()

# A GoogleTest program; each TEST becomes one ctest entry. Sources may use
#   MODEL_TIDY_SOURCE_DIR  the repository's root (fixtures, sources)
#   MODEL_TIDY_BINARY      build/model-tidy; say DEPENDS model-tidy to have it
# TIMEOUT: seconds for one TEST, 60 when absent.
function(tidy_test Name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "TIMEOUT" "SOURCES;LINKS;DEPENDS")
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 60)
  endif()
  if(MODEL_TIDY_SANITIZE)
    math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 5")
  endif()
  add_executable(${Name} ${ARG_SOURCES})
  tidy_setup_program(${Name} ${ARG_LINKS} GTest::gtest_main GTest::gmock)
  target_compile_definitions(${Name} PRIVATE
    MODEL_TIDY_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
    MODEL_TIDY_BINARY="${PROJECT_BINARY_DIR}/model-tidy")
  foreach(Dependency IN LISTS ARG_DEPENDS)
    if(TARGET ${Dependency})
      add_dependencies(${Name} ${Dependency})
    endif()
  endforeach()
  gtest_discover_tests(${Name} DISCOVERY_MODE PRE_TEST 
    PROPERTIES TIMEOUT ${ARG_TIMEOUT} ENVIRONMENT "GITHUB_ACTIONS=")
endfunction()

# A libFuzzer target, built only with -DMODEL_TIDY_FUZZ=ON.
function(tidy_fuzzer Name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;LINKS")
  if(MODEL_TIDY_FUZZ)
    tidy_executable(${Name} SOURCES ${ARG_SOURCES} LINKS ${ARG_LINKS})
    target_link_options(${Name} PRIVATE -fsanitize=fuzzer)
    set_target_properties(${Name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/fuzz")
  endif()
endfunction()
