// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/sealing.h"

#include "trace/family.h"
#include "wire/versions.h"

namespace hd {

namespace {

using Kind = SealingStep::Kind;

std::string joined(const std::vector<std::string> &parts)
{
    std::string text;
    for (const std::string &part : parts)
        text += (text.empty() ? "" : " + ") + part;
    return text;
}

SealingOrder orderOf(const Record &record, const SealingKeys &keys)
{
    switch (record.protection) {
    case ProtectionKind::Null:
        return record.mac.empty() ? SealingOrder::Clear : SealingOrder::MacOnly;
    case ProtectionKind::Aead:
        return keys.suite ? SealingOrder::Aead : SealingOrder::Unknown;
    case ProtectionKind::Tls13:
        return keys.suite ? SealingOrder::InnerTypeAead : SealingOrder::Unknown;
    case ProtectionKind::Stream:
    case ProtectionKind::Cbc:
        break;
    }
    if (!keys.suite)
        return SealingOrder::Unknown;
    return record.encryptThenMac ? SealingOrder::EncryptThenMac : SealingOrder::MacThenEncrypt;
}

class Sealer
{
public:
    Sealer(const Trace &trace, const RecordFacts &facts, RecordId id)
        : m_trace(trace), m_facts(facts), m_record(trace[id]), m_keys(sealingKeys(trace, facts))
    {}

    Sealing seal()
    {
        m_sealing.order = orderOf(m_record, m_keys);
        if (m_record.compressed)
            step(Kind::Compress, "compressed = DEFLATE(content)", {"compressed"}, {}, "RFC 5246 6.2.2");
        m_content = m_record.compressed ? "compressed" : "content";
        switch (m_sealing.order) {
        case SealingOrder::Clear:
        case SealingOrder::Unknown:
            break;
        case SealingOrder::MacOnly:
            mac(m_content);
            break;
        case SealingOrder::MacThenEncrypt:
            mac(m_content);
            encrypt(m_content + " + MAC");
            break;
        case SealingOrder::EncryptThenMac:
            encrypt(m_content);
            mac(m_record.explicitNonce.length > 0 ? "IV + ciphertext" : "ciphertext");
            break;
        case SealingOrder::Aead:
            aead();
            break;
        case SealingOrder::InnerTypeAead:
            tls13Aead();
            break;
        }
        frame();
        return std::move(m_sealing);
    }

private:
    using Keys = std::vector<std::optional<DerivationId>>;

    SealingStep &step(Kind kind, std::string formula, std::vector<std::string> parts, const Keys &keys,
                      const std::string &clause)
    {
        SealingStep made;
        made.kind = kind;
        made.formula = std::move(formula);
        made.parts = std::move(parts);
        for (const std::optional<DerivationId> &key : keys)
            if (key)
                made.keys.push_back(*key);
        made.clause = clauseIn(familyOf(m_trace) == Family::Tls13 ? tls13 : Version{m_record.version}, clause);
        return m_sealing.steps.emplace_back(std::move(made));
    }

    /// The name that the deriver gave to a key; whoever has none calls it as RFC 5246 6.3 does.
    std::string name(const std::optional<DerivationId> &key, const char *usual) const
    {
        if (key)
            return m_trace[*key].name;
        return (m_record.from == Side::Client ? "client_" : "server_") + std::string(usual);
    }

    std::string cipher() const { return std::string(m_keys.suite->cipherName()); }

    bool sslMac() const { return traitsOf(m_record.version).sslMac; }

    /// RFC 5246 6.2.3.1, RFC 6101 5.2.3.1
    void mac(const std::string &content)
    {
        const std::string header = sslMac() ? "seq_num + type + length" : "seq_num + type + version + length";
        const bool etm = m_sealing.order == SealingOrder::EncryptThenMac;
        const std::string clause = etm ? "RFC 7366 3" : "RFC 5246 6.2.3.1";
        step(Kind::AdditionalData, "additional_data = " + header, {"additional_data"}, {}, clause);
        const std::string key = name(m_keys.mac, "write_MAC_key");
        const std::string hash = m_keys.suite ? names::hashName(m_keys.suite->mac) : "hash";
        const std::string formula = sslMac()
                                        ? "MAC = " + hash + "(" + key + " + pad_2 + " + hash + "(" + key +
                                              " + pad_1 + additional_data + " + content + "))"
                                        : "MAC = HMAC-" + hash + "(" + key + ", additional_data + " + content + ")";
        step(Kind::Mac, formula, {"MAC"}, {m_keys.mac}, clause);
    }

    /// GenericStreamCipher and GenericBlockCipher (RFC 5246 6.2.3.1 and 6.2.3.2)
    void encrypt(std::string content)
    {
        const std::string key = name(m_keys.key, "write_key");
        if (m_record.protection == ProtectionKind::Stream) {
            step(Kind::Encrypt, "ciphertext = " + cipher() + "(" + key + ", " + content + ")", {"ciphertext"},
                 {m_keys.key}, "RFC 5246 6.2.3.1");
            return;
        }
        pad(content);
        iv();
        content += " + padding";
        step(Kind::Encrypt, "ciphertext = " + cipher() + "(" + key + ", IV, " + content + ")", {"ciphertext"},
             {m_keys.key}, "RFC 5246 6.2.3.2");
    }

    void pad(const std::string &content)
    {
        const std::size_t block = m_keys.suite->blockLength;
        std::string formula = "length(" + content + " + padding) = 0 mod " + std::to_string(block);
        if (const std::size_t count = m_record.padding.size(); count > 0) {
            const std::size_t all = m_record.ciphertext.length;
            formula = std::to_string(all - count) + " + " + std::to_string(count) + " = " + std::to_string(all) +
                      " = " + std::to_string(all / block) + " * " + std::to_string(block) +
                      ", padding_length = " + std::to_string(m_record.padding.back());
        }
        step(Kind::Pad, formula, {"padding"}, {}, "RFC 5246 6.2.3.2");
    }

    void iv()
    {
        if (traitsOf(m_record.version).explicitIv) {
            step(Kind::ExplicitIv, "IV = entropy(" + std::to_string(m_keys.suite->blockLength) + ")", {"IV"}, {},
                 "RFC 5246 6.2.3.2");
            return;
        }
        if (m_facts.before) {
            const Record &before = m_trace[*m_facts.before];
            const ByteView end = ByteView(before.wire).first(before.ciphertext.end());
            const std::size_t block = m_record.iv.size();
            if (block == 0 || before.ciphertext.length < block || !equal(end.last(block), m_record.iv))
                return; // nothing that can be said
            step(Kind::ChainedIv,
                 "IV = record[" + std::to_string(m_facts.before->index + 1) + "].ciphertext[-" + std::to_string(block) +
                     "..]",
                 {"IV"}, {}, "RFC 5246 6.2.3.2")
                .record = m_facts.before;
            return;
        }
        step(Kind::FirstIv, "IV = " + name(m_keys.iv, "write_IV"), {"IV"}, {m_keys.iv}, "RFC 5246 6.2.3.2");
    }

    /// RFC 5288 3 and RFC 6655 3: salt and nonce_explicit; RFC 7905 2: the IV xor the sequence number.
    void aead()
    {
        const std::string salt = name(m_keys.iv, "write_IV");
        const bool ccm = m_keys.suite->mode == CipherMode::Ccm;
        if (m_keys.suite->explicitLength > 0)
            step(Kind::ExplicitNonce, "nonce = " + salt + " + nonce_explicit", {"nonce", "nonce_explicit"}, {m_keys.iv},
                 ccm ? "RFC 6655 3" : "RFC 5288 3");
        else
            step(Kind::MaskedNonce, "nonce = " + salt + " xor (00000000 + seq_num)", {"nonce", "sequence_number"},
                 {m_keys.iv}, "RFC 7905 2");
        step(Kind::AdditionalData, "additional_data = seq_num + type + version + length", {"additional_data"}, {},
             "RFC 5246 6.2.3.3");
        encryptAndTag(m_content, "RFC 5246 6.2.3.3");
    }

    void tls13Aead()
    {
        step(Kind::InnerPlaintext, "TLSInnerPlaintext = content + type + zeros", {"inner_type", "padding"}, {},
             "RFC 8446 5.2");
        step(Kind::MaskedNonce, "nonce = " + name(m_keys.iv, "write_iv") + " xor (00000000 + seq_num)",
             {"nonce", "sequence_number"}, {m_keys.iv}, "RFC 8446 5.3");
        step(Kind::AdditionalData, "additional_data = type + version + length", {"additional_data"}, {},
             "RFC 8446 5.2");
        encryptAndTag("TLSInnerPlaintext", "RFC 8446 5.2");
    }

    void encryptAndTag(const std::string &content, const char *clause)
    {
        step(Kind::EncryptAndTag,
             "ciphertext + tag = " + cipher() + "(" + name(m_keys.key, "write_key") + ", nonce, additional_data, " +
                 content + ")",
             {"ciphertext", "tag"}, {m_keys.key}, clause);
    }

    void frame()
    {
        std::vector<std::string> sent;
        for (const char *part : {"type", "version"})
            if (m_record.headerLength() == 5)
                sent.push_back(part);
        sent.push_back("length");
        const std::vector<std::string> header = sent;
        if (m_record.explicitNonce.length > 0)
            sent.push_back(m_record.protection == ProtectionKind::Cbc ? "IV" : "nonce_explicit");
        const bool encrypted = m_record.protection != ProtectionKind::Null;
        sent.push_back(encrypted ? "ciphertext" : m_content);
        if (m_sealing.order == SealingOrder::MacOnly)
            sent.push_back("MAC");
        if (m_record.tag.length > 0)
            sent.push_back(m_sealing.order == SealingOrder::EncryptThenMac ? "MAC" : "tag");
        const bool sslV2 = m_record.version == sslV2RecordVersion;
        step(Kind::Frame, "record = " + joined(sent), header, {}, sslV2 ? "RFC 5246 E.2" : "RFC 5246 6.2.1");
    }

    const Trace &m_trace;
    const RecordFacts &m_facts;
    const Record &m_record;
    SealingKeys m_keys;
    std::string m_content;
    Sealing m_sealing;
};

} // namespace

Sealing sealingOf(const Trace &trace, const RecordFacts &facts, RecordId record)
{
    return Sealer(trace, facts, record).seal();
}

} // namespace hd
