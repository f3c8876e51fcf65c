// Passwords as people type them and as they are kept: an Argon2id string (libsodium) of the text in
// one form (Unicode NFKC), so that full-width letters or another keyboard's accents are no other
// password. Pure but for the salt; hashing and matching take a tenth of a second each.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace roundtable::live {

inline constexpr std::size_t kPasswordLettersMin = 10;  // code points, in that form
inline constexpr std::size_t kPasswordBytesMax = 256;   // as typed

enum class PasswordFault { too_short, too_long, common };
/// Why it cannot be a new password. `common`: one of the 10,000 that are guessed first, whatever
/// its capitals (live/common_passwords.inc).
std::optional<PasswordFault> password_fault(std::string_view typed);
/// For who reads a terminal.
std::string sentence_of(PasswordFault fault);

std::string hash_password(std::string_view typed);

/// `as_typed`: it is right, but was kept before passwords were brought into one form, and is to be
/// hashed again.
enum class PasswordMatch { no, yes, as_typed };
PasswordMatch match_password(const std::string& hash, std::string_view typed);

}  // namespace roundtable::live
