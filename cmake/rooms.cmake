# SPDX-License-Identifier: GPL-3.0-or-later
# hd_room(NAME [CORE | GUI | QT] SOURCES ... LINK ...): one room of core/ or ui/ as the static library hellodone_NAME.
# CORE links Qt Core, GUI Qt Gui and QT Qt Widgets; what a kind does not link, neither its include paths nor its
# precompiled header offer. Without a kind there is no Qt.
# hd_test(NAME SOURCES ... LINK ...): one Qt Test program; it links rooms and never compiles their sources again.

add_library(hellodone_flags INTERFACE)
target_compile_options(hellodone_flags INTERFACE
    -Wall -Wextra -Wconversion -Wshadow -Wnon-virtual-dtor
    $<$<BOOL:${HELLODONE_WARNINGS_AS_ERRORS}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # When it optimises, this compiler warns about its own library's strings (GCC bug 105651 and its like).
    target_compile_options(hellodone_flags INTERFACE
        "$<$<CONFIG:Release>:-Wno-restrict;-Wno-array-bounds;-Wno-stringop-overflow;-Wno-stringop-overread>")
endif()
target_compile_definitions(hellodone_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_KEYWORDS)
if(HELLODONE_SANITIZE)
    target_compile_options(hellodone_flags INTERFACE -fsanitize=${HELLODONE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(hellodone_flags INTERFACE -fsanitize=${HELLODONE_SANITIZE})
endif()
if(HELLODONE_FUZZ)
    target_compile_options(hellodone_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# One precompiled header of each kind for all rooms: compiling one for each would take most of the build. It fits only
# where the very same macros are defined, so every room of a kind links the same part of Qt.
file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/empty.cpp "")
function(hd_kind kind)
    set(target hellodone_${kind}_kind)
    add_library(${target} STATIC ${CMAKE_CURRENT_BINARY_DIR}/empty.cpp)
    target_link_libraries(${target} PRIVATE hellodone_flags ${ARGN})
    target_precompile_headers(${target} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/${kind}_pch.h)
endfunction()
hd_kind(std)
hd_kind(core Qt6::Core)
hd_kind(gui Qt6::Gui)
hd_kind(qt Qt6::Widgets)

function(hd_room name)
    cmake_parse_arguments(ROOM "CORE;QT;GUI" "" "SOURCES;LINK" ${ARGN})
    set(target hellodone_${name})
    add_library(${target} STATIC ${ROOM_SOURCES})
    target_link_libraries(${target} PRIVATE hellodone_flags PUBLIC ${ROOM_LINK})
    target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR}/core)
    set(kind std)
    if(ROOM_CORE)
        set(kind core)
        target_link_libraries(${target} PUBLIC Qt6::Core)
    elseif(ROOM_GUI)
        set(kind gui)
        target_link_libraries(${target} PUBLIC Qt6::Gui)
    elseif(ROOM_QT)
        set(kind qt)
        target_link_libraries(${target} PUBLIC Qt6::Widgets)
    endif()
    target_precompile_headers(${target} REUSE_FROM hellodone_${kind}_kind)
    if(NOT kind STREQUAL std)
        target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR}/ui)
        set_target_properties(${target} PROPERTIES AUTOMOC ON)
    endif()
endfunction()

function(hd_test name)
    cmake_parse_arguments(TEST "" "TIMEOUT" "SOURCES;LINK" ${ARGN})
    add_executable(${name} ${TEST_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(${name} PRIVATE hellodone_flags Qt6::Test ${TEST_LINK})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests/support)
    target_compile_definitions(${name} PRIVATE HELLODONE_SOURCE_DIR="${PROJECT_SOURCE_DIR}" HELLODONE_BINARY_DIR="${PROJECT_BINARY_DIR}")
    add_test(NAME ${name} COMMAND ${name})
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 300)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${TEST_TIMEOUT} ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
endfunction()
