// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/messagegist.h"

#include "analysis/x509fields.h"
#include "diagram/layout.h"
#include "diagram/measures.h"
#include "diagram/messagefacts.h"

#include <algorithm>

namespace hd::ui {

namespace {

enum class How : std::uint8_t {
    Meaning,     ///< what the registries call it, else its number
    Named,       ///< the same after the field's name
    List,        ///< the meanings of its elements after the field's name
    Count,       ///< how many elements it has
    Size,        ///< how many bytes
    Text,        ///< bytes that are mostly words
    Certificate, ///< subject and key of an X.509 certificate
    Present      ///< that it is there
};

struct Told
{
    const char *path; ///< without the root, which says what message it is
    How how;
    const char *name = nullptr;   ///< where it is not the field's own
    const char *unless = nullptr; ///< a path that says the same, better
};

struct Gist
{
    const char *root; ///< of the message's fields
    std::vector<Told> told;
};

const char *const versions = "extensions.supported_versions.versions";
const char *const selected = "extensions.supported_versions.selected_version";
const char *const alpn = "extensions.application_layer_protocol_negotiation.protocol_name_list";
const char *const signatures = "extensions.signature_algorithms.supported_signature_algorithms";
const char *const curve = "params.curve_params.named_curve";

std::vector<Gist> hellos()
{
    return {
        {"client_hello",
         {{versions, How::List, ""},
          {"client_version", How::Meaning, nullptr, versions},
          {"cipher_suites", How::Count},
          {"extensions.server_name.server_name_list[0].host_name", How::Text, "server_name"},
          {"extensions.supported_groups.named_group_list", How::List, "supported_groups"},
          {"extensions.key_share.client_shares", How::List, "key_share"},
          {alpn, How::List, "alpn"},
          {"extensions.pre_shared_key.identities", How::Count, "pre_shared_key"},
          {"extensions.early_data", How::Present}}},
        {"v2_client_hello", {{"version", How::Meaning}, {"cipher_specs", How::Count}}},
        {"server_hello",
         {{selected, How::Meaning},
          {"server_version", How::Meaning, nullptr, selected},
          {"cipher_suite", How::Meaning},
          {"extensions.key_share.server_share.group", How::Named, "key_share"},
          {"extensions.pre_shared_key.selected_identity", How::Named},
          {alpn, How::List, "alpn"}}},
        {"hello_retry_request",
         {{selected, How::Meaning},
          {"cipher_suite", How::Meaning},
          {"extensions.key_share.selected_group", How::Named},
          {"extensions.cookie", How::Present}}},
        {"encrypted_extensions", {{alpn, How::List, "alpn"}, {"extensions.early_data", How::Present}}},
    };
}

std::vector<Gist> others()
{
    return {
        {"certificate",
         {{"certificate_list[0].certificate", How::Certificate}, {"certificate_list", How::Count, "certificate_list"}}},
        {"certificate_status", {{"status_type", How::Meaning}, {"response", How::Size}}},
        {"server_key_exchange",
         {{"psk_identity_hint", How::Text},
          {"params.dh_p", How::Meaning},
          {"params.dh_p", How::Size},
          {curve, How::Meaning},
          {"params.rsa_modulus", How::Size},
          {"signed_params.algorithm", How::Meaning},
          {"signed_params.signature", How::Size}}},
        {"certificate_request",
         {{"certificate_types", How::List},
          {"supported_signature_algorithms", How::List},
          {signatures, How::List, "signature_algorithms"},
          {"certificate_authorities", How::Count},
          {"extensions.certificate_authorities.authorities", How::Count, "certificate_authorities"}}},
        {"client_key_exchange",
         {{"psk_identity", How::Text},
          {"exchange_keys.dh_Yc", How::Size},
          {"exchange_keys.ecdh_Yc", How::Size},
          {"exchange_keys.encrypted_pre_master_secret", How::Size}}},
        {"certificate_verify", {{"algorithm", How::Meaning}, {"signature", How::Size}}},
        {"finished", {{"verify_data", How::Size}}},
        {"new_session_ticket",
         {{"ticket_lifetime", How::Named},
          {"ticket_lifetime_hint", How::Named},
          {"ticket", How::Size},
          {"extensions.early_data.max_early_data_size", How::Named}}},
        {"key_update", {{"request_update", How::Meaning}}},
        {"alert", {{"level", How::Meaning}, {"description", How::Meaning}}},
        {"application_data", {{"data", How::Size}}},
    };
}

const Gist *gistOf(std::string_view root)
{
    static const std::vector<Gist> all = [] {
        std::vector<Gist> made = hellos();
        for (Gist &gist : others())
            made.push_back(std::move(gist));
        return made;
    }();
    const auto found = std::find_if(all.begin(), all.end(), [root](const Gist &gist) { return gist.root == root; });
    return found == all.end() ? nullptr : &*found;
}

constexpr std::size_t mostListed = 4;

/// Says one field of one message.
class Teller
{
public:
    Teller(const Message &message, const DiagramWords &words) : m_message(message), m_words(words) {}
    QStringList tell(const Gist &gist) const;

private:
    std::optional<FieldIndex> find(const Gist &gist, const char *path) const;
    QString tell(const Told &told, FieldIndex at) const;
    QString meaning(FieldIndex at) const;
    QString list(FieldIndex at) const;
    QString text(FieldIndex at) const;
    QString certificate(FieldIndex at) const;
    ByteView bytes(FieldIndex at) const;

    const Message &m_message;
    const DiagramWords &m_words;
};

std::optional<FieldIndex> Teller::find(const Gist &gist, const char *path) const
{
    return path ? m_message.fields.find(std::string(gist.root) + '.' + path) : std::nullopt;
}

ByteView Teller::bytes(FieldIndex at) const
{
    const Range range = m_message.fields[at].range;
    return range.end() <= m_message.bytes.size() ? slice(m_message.bytes, range) : ByteView();
}

QString Teller::meaning(FieldIndex at) const
{
    const Field &field = m_message.fields[at];
    if (!field.meaning.empty())
        return displayName(field.meaning);
    if (!field.number)
        return {};
    // What has a registry, and is not in it, is known by its code.
    return field.range.length == 2 && field.name != "selected_identity"
               ? QStringLiteral("0x%1").arg(*field.number, 4, 16, QLatin1Char('0'))
               : m_words.number(*field.number);
}

/// An element that is a group, such as a key share, is told by the first of its members that has a meaning.
QString Teller::list(FieldIndex at) const
{
    const std::vector<FieldIndex> elements = m_message.fields.children(at);
    QStringList told;
    for (const FieldIndex element : elements) {
        if (std::size_t(told.size()) == mostListed) {
            told.append(QString(QChar(0x2026)) + QStringLiteral(" (%1)").arg(elements.size()));
            break;
        }
        QString text = meaning(element);
        const std::vector<FieldIndex> members = m_message.fields.children(element);
        for (auto member = members.begin(); text.isEmpty() && member != members.end(); ++member)
            if (!m_message.fields[*member].name.ends_with("_length"))
                text = meaning(*member);
        if (!text.isEmpty())
            told.append(text);
    }
    return told.join(QStringLiteral(", "));
}

QString Teller::text(FieldIndex at) const
{
    if (const Field &field = m_message.fields[at]; !field.meaning.empty())
        return displayName(field.meaning);
    const ByteView value = bytes(at);
    const bool printable =
        std::all_of(value.begin(), value.end(), [](std::uint8_t c) { return c >= 0x20 && c < 0x7F; });
    return displayName(printable ? std::string(value.begin(), value.end()) : toHex(value));
}

QString Teller::certificate(FieldIndex at) const
{
    const ByteView der = bytes(at);
    const CertificateSummary summary = certificateSummary(certificateFields(der).fields, der);
    QStringList told;
    for (const std::string *part : {summary.commonName.empty() ? &summary.subject : &summary.commonName, &summary.key})
        if (!part->empty())
            told.append(displayName(*part));
    return told.join(QStringLiteral(" · "));
}

QString Teller::tell(const Told &told, FieldIndex at) const
{
    const QString name = told.name ? QString::fromUtf8(told.name) : displayName(m_message.fields[at].name);
    const auto after = [&name](const QString &value) {
        return value.isEmpty() || name.isEmpty() ? value : name + QLatin1Char(' ') + value;
    };
    switch (told.how) {
    case How::Meaning:
        return meaning(at);
    case How::Named:
        return after(meaning(at));
    case How::List:
        return after(list(at));
    case How::Count:
        return after(QStringLiteral("×%1").arg(m_message.fields.children(at).size()));
    case How::Size:
        return after(m_words.sizeInBytes.arg(m_words.number(m_message.fields[at].range.length)));
    case How::Text:
        return after(text(at));
    case How::Certificate:
        return certificate(at);
    case How::Present:
        return name;
    }
    return {};
}

QStringList Teller::tell(const Gist &gist) const
{
    QStringList all;
    for (const Told &told : gist.told)
        if (const std::optional<FieldIndex> at = find(gist, told.path); at && !find(gist, told.unless))
            if (const QString text = tell(told, *at); !text.isEmpty())
                all.append(text);
    return all;
}

/// As many pieces on a line as there is room for.
QStringList linesOf(const QStringList &pieces)
{
    const QString between = QStringLiteral(" · ");
    QStringList lines;
    for (const QString &piece : pieces) {
        for (const QString &part : wrapped(piece, detailFont(), detailWidth)) { // a list may need several
            const QString longer = lines.isEmpty() ? QString() : lines.last() + between + part;
            if (!longer.isEmpty() && piece.startsWith(part) && widthOf(detailFont(), longer) <= detailWidth)
                lines.last() = longer;
            else
                lines.append(part);
        }
    }
    return lines;
}

} // namespace

QStringList messageGist(const Trace &trace, MessageId id, const DiagramWords &words)
{
    const Message &message = trace[id];
    const Gist *gist = message.fields.empty() ? nullptr : gistOf(message.fields[0].name);
    return gist ? Teller(message, words).tell(*gist) : QStringList();
}

std::vector<QStringList> messageDetails(const Trace &trace, const DiagramWords &words)
{
    std::vector<QStringList> details;
    for (std::uint32_t i = 0; i < trace.messages.size(); ++i)
        details.push_back(linesOf(messageGist(trace, {i}, words)));
    return details;
}

} // namespace hd::ui
