// What `roundtable import` prints, in Chinese or English, from the JSON an import answers.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace roundtable::cli {

/// One line for each problem, notice and question - FILE:LINE:COLUMN: reason -, then what would
/// change or has changed, and how to confirm what is asked.
std::string import_summary(const nlohmann::json& answer, const std::string& file,
                           const std::string& what, const std::string& lang);

/// Why nothing was done, for outcomes that are not the file's fault; "" otherwise.
std::string import_failure(const nlohmann::json& answer, const std::string& lang);

/// "zh" where the environment speaks Chinese, else "en".
std::string language_of_environment();

}  // namespace roundtable::cli
