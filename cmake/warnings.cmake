# What every target of ours is built with. `roundtable_target(NAME [NO_UBSAN])` applies it.
# UBSan is left off for targets that include Beast: measured 264 s for one such file with both
# sanitizers against 36 s with AddressSanitizer alone.
function(roundtable_target name)
  cmake_parse_arguments(ARG "NO_UBSAN" "" "" ${ARGN})
  set_target_properties(${name} PROPERTIES UNITY_BUILD ${ROUNDTABLE_UNITY} UNITY_BUILD_BATCH_SIZE 20)
  target_compile_options(${name} PRIVATE -Wall -Wextra -Wconversion -Wshadow -Wswitch-enum -Werror)
  if(ROUNDTABLE_SANITIZE STREQUAL "address")
    target_compile_options(${name} PRIVATE -fsanitize=address)
    if(NOT ARG_NO_UBSAN)
      target_compile_options(${name} PRIVATE -fsanitize=undefined -fno-sanitize-recover=undefined)
    endif()
    # The runtime must be on the link line even where only one object asks for it.
    target_link_options(${name} PUBLIC -fsanitize=address,undefined)
  elseif(ROUNDTABLE_SANITIZE STREQUAL "fuzz")
    target_compile_options(${name} PRIVATE -fsanitize=fuzzer-no-link,address,undefined
                                           -fno-sanitize-recover=undefined)
    target_link_options(${name} PUBLIC -fsanitize=address,undefined)
  elseif(ROUNDTABLE_SANITIZE STREQUAL "thread")
    target_compile_options(${name} PRIVATE -fsanitize=thread -Wno-tsan)
    target_link_options(${name} PUBLIC -fsanitize=thread)
  endif()
endfunction()

# `roundtable_program(NAME)`: a program as it is shipped or measured. Its memory comes from mimalloc
# (docs/decisions/0023-memory-comes-from-mimalloc.md); a sanitizer brings an allocator of its own.
function(roundtable_program name)
  roundtable_target(${name})
  if(ROUNDTABLE_SANITIZE STREQUAL "")
    target_link_libraries(${name} PRIVATE mimalloc)
  endif()
endfunction()
