#include "publish/documents.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "base/child_process.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::publish {
namespace {

constexpr std::size_t kWhyBytesMax = 400;

std::string whole_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file || text.empty()) throw records::TemplateFailure(path + " cannot be read");
  return text;
}

/// All files that say how a document looks.
std::string looks_of(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  std::string hashes;
  for (const auto& name : names) hashes += log::sha256_hex(whole_file(folder + "/" + name));
  return log::sha256_hex(hashes);
}

std::vector<std::string> arguments_of(PaperForm form, const std::string& templates,
                                      records::Lang lang) {
  // No address leads anywhere from within the document.
  if (form == PaperForm::pdf) {
    return {"--quiet", "--encoding", "utf-8", "--base-url", "about:blank", "-", "-"};
  }
  const auto folder = std::filesystem::absolute(templates).string();
  std::vector<std::string> out{"--from=html", "--to=docx", "--output=-",
                               "--reference-doc=" + folder + "/reference.docx",
                               "--lua-filter=" + folder + "/word.lua"};
  if (lang == records::Lang::en) out.emplace_back("--metadata=english=true");
  return out;
}

bool looks_like(PaperForm form, const std::string& bytes) {
  return bytes.starts_with(form == PaperForm::pdf ? "%PDF-" : "PK\x03\x04");
}

std::string end_words(const ChildResult& result) {
  switch (result.end) {
    case ChildEnd::not_started:
      return "it could not be started";
    case ChildEnd::too_long:
      return "it took too long";
    case ChildEnd::too_large:
      return "it made too much";
    case ChildEnd::given_up:
      return "the server stops";
    case ChildEnd::done:
    case ChildEnd::failed:
      break;
  }
  return "it failed: " + result.complaint.substr(0, kWhyBytesMax);
}

}  // namespace

std::string_view to_string(PaperForm form) {
  return form == PaperForm::pdf ? "pdf" : "docx";
}

std::optional<PaperForm> paper_form_from(std::string_view name) {
  for (const auto form : {PaperForm::pdf, PaperForm::word}) {
    if (to_string(form) == name) return form;
  }
  return std::nullopt;
}

std::string_view content_type(PaperForm form) {
  return form == PaperForm::pdf
             ? "application/pdf"
             : "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
}

std::string_view package_of(PaperForm form) {
  return form == PaperForm::pdf ? "weasyprint" : "pandoc";
}

Documents::Documents(DocumentOptions options, std::function<void(const std::string& why)> report)
    : options_(std::move(options)),
      report_(std::move(report)),
      templates_(records::Templates::load(options_.templates)),
      rules_(whole_file(options_.templates + "/sheet.css") +
             whole_file(options_.templates + "/form.css")),
      looks_(looks_of(options_.templates)),
      pdf_program_(find_program(options_.pdf_program)),
      word_program_(find_program(options_.word_program)),
      worker_(std::make_unique<live::Workers>(1, options_.waiting_max)) {}

Documents::~Documents() {
  stop();
  worker_.reset();
}

void Documents::stop() {
  stopping_ = true;
}

const std::string& Documents::program_of(PaperForm form) const {
  return form == PaperForm::pdf ? pdf_program_ : word_program_;
}

std::string Documents::version_of(const WantedDocument& wanted) const {
  const auto& facts = wanted.facts;
  std::string all = looks_;
  for (const auto& part : {log::sha256_hex(facts.document), std::string(to_string(wanted.form)),
                           std::string(to_string(wanted.lang)), facts.address, facts.title,
                           std::string(facts.meeting  ? "meeting"
                                       : facts.record ? "record"
                                                      : "notice")}) {
    all.append("\n").append(part);
  }
  return log::sha256_hex(all);
}

std::size_t Documents::waiting() const {
  return worker_->waiting();
}

void Documents::make(WantedDocument wanted, TellMade tell) {
  if (stopping_) return tell(Unmade::stopping);
  const auto version = version_of(wanted);
  auto at_once = [&]() -> std::optional<Made> {
    const std::scoped_lock lock(mutex_);
    if (auto bytes = kept(version)) return Made(std::move(bytes));
    if (!can(wanted.form)) return Made(Unmade::no_converter);
    const auto found = asked_.find(version);
    if (found != asked_.end()) {
      if (found->second.size() >= options_.askers_max) return Made(Unmade::busy);
      found->second.push_back(tell);
      return std::nullopt;
    }
    const bool taken = worker_->run([this, version, wanted = std::move(wanted)] {
      finish(version, stopping_ ? Made(Unmade::stopping) : made(wanted));
    });
    if (!taken) return Made(Unmade::busy);
    asked_[version].push_back(tell);
    return std::nullopt;
  }();
  if (at_once) tell(*at_once);
}

Made Documents::made(const WantedDocument& wanted) const {
  const auto name = std::string(to_string(wanted.form));
  try {
    if (wanted.facts.document.size() > options_.document_bytes_max) {
      report_(name + ": the document is too long");
      return Unmade::failed;
    }
    auto facts = wanted.facts;
    if (wanted.form == PaperForm::pdf) facts.rules = rules_;
    const OwnFolder folder;
    ChildTask task;
    task.program = program_of(wanted.form);
    task.arguments = arguments_of(wanted.form, options_.templates, wanted.lang);
    task.environment = {"PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8",
                        "HOME=" + folder.path(), "TMPDIR=" + folder.path()};
    task.folder = folder.path();
    task.input = records::render_sheet(templates_, facts, wanted.lang);
    task.time_max = options_.time_max;
    task.output_bytes_max = options_.made_bytes_max;
    task.is_over = [this] { return stopping_.load(); };
    auto result = run_child(task);
    if (result.end == ChildEnd::done && looks_like(wanted.form, result.output)) {
      return std::make_shared<const std::string>(std::move(result.output));
    }
    if (result.end == ChildEnd::given_up) return Unmade::stopping;
    report_(name + ": " + end_words(result));
  } catch (const std::exception& failure) {
    report_(name + ": " + failure.what());
  }
  return Unmade::failed;
}

void Documents::finish(const std::string& version, const Made& made) {
  std::vector<TellMade> askers;
  {
    const std::scoped_lock lock(mutex_);
    if (const auto* bytes = std::get_if<MadeBytes>(&made)) keep(version, *bytes);
    askers = std::move(asked_[version]);
    asked_.erase(version);
  }
  for (const auto& tell : askers) tell(made);
}

void Documents::keep(const std::string& version, const MadeBytes& bytes) {
  kept_bytes_ += bytes->size();
  kept_.push_front({version, bytes});
  while (kept_bytes_ > options_.kept_bytes_max && !kept_.empty()) {
    kept_bytes_ -= kept_.back().bytes->size();
    kept_.pop_back();
  }
}

MadeBytes Documents::kept(const std::string& version) {
  const auto found = std::find_if(kept_.begin(), kept_.end(),
                                  [&](const Kept& one) { return one.version == version; });
  if (found == kept_.end()) return nullptr;
  kept_.splice(kept_.begin(), kept_, found);
  return found->bytes;
}

}  // namespace roundtable::publish
