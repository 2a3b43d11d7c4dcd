# cpack: a Debian package and an archive. `.ci/package` builds these and the npm
# and Python packages, and tries each.
install(FILES LICENSE THIRD_PARTY_NOTICES.md README.md DESTINATION share/doc/model-tidy)

set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_VENDOR "model-tidy maintainers")
set(CPACK_PACKAGE_CONTACT "model-tidy maintainers <root@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
if(MODEL_TIDY_HOMEPAGE)
  set(CPACK_PACKAGE_HOMEPAGE_URL "${MODEL_TIDY_HOMEPAGE}")
endif()
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libc6 (>= 2.36)")
# model-tidy-cxx needs Clang's library; without it C++ is read by names alone.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "git, libclang-cpp19")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
  "Static scanner that finds flows where the output of a license-restricted
model trains another model, and reports them as text, SARIF and annotations.")
include(CPack)
