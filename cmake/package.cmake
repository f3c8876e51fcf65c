# The Debian package: cpack -G DEB in a release build (script/package does all of it).
set(CPACK_PACKAGE_NAME roundtable)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "Roundtable <roundtable@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Meetings of a neighbourhood, from agenda to checkable record")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "A server that hosts residents' meetings in a hall and online at once: agenda, speakers,
proposals, votes counted by floor area and by heads, minutes, and published records that
anybody can check.")
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS adduser)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "nginx, sqlite3")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "weasyprint, pandoc, fonts-noto-cjk")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(package ${PROJECT_SOURCE_DIR}/cmake/package)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${package}/postinst ${package}/prerm ${package}/postrm ${package}/conffiles)
include(CPack)

install(FILES ${package}/roundtable.conf DESTINATION /etc/roundtable)
install(FILES ${package}/roundtable.service DESTINATION /lib/systemd/system)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs/ DESTINATION share/doc/roundtable
        FILES_MATCHING PATTERN "*.md" PATTERN "*.yaml" PATTERN "*.yml" PATTERN "*.json" PATTERN "*.conf"
        PATTERN decisions EXCLUDE PATTERN images EXCLUDE)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION share/doc/roundtable RENAME copyright)
