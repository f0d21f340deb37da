// SPDX-License-Identifier: GPL-3.0-or-later
#include "meeting.h"

#include <array>

namespace hd::test {

static LibsslOptions onTheOtherSide(LibsslOptions options, const Setting &setting)
{
    options.side = peerOf(setting.ours);
    options.at = setting.clock;
    return options;
}

Meeting::Meeting(Setting setting, crypto::Context &context)
    : m_setting(std::move(setting)),
      m_recorder(m_setting.ours),
      m_entropy(m_setting.seed, "interop"),
      m_clock(m_setting.clock),
      m_us(m_setting.ours, m_setting.us, context, m_recorder, m_entropy, m_clock),
      m_theirContext(m_setting.theirContext
                         ? m_setting.theirContext
                         : std::make_shared<LibsslContext>(onTheOtherSide(m_setting.them, m_setting))),
      m_them(*m_theirContext, m_setting.theirSession)
{}

void Meeting::shakeHands()
{
    m_us.start();
    m_them.start();
    carry();
}

Bytes Meeting::reframed(const Bytes &wire)
{
    if (m_setting.reframing == 0)
        return wire;
    constexpr std::uint8_t handshake = 22, changeCipherSpec = 20;
    Bytes result, messages;
    const auto flush = [&] {
        for (ByteView left = messages; !left.empty(); left = left.subspan(std::min(left.size(), m_setting.reframing))) {
            const ByteView part = left.first(std::min(left.size(), m_setting.reframing));
            appendNumber(result, handshake, 1);
            appendNumber(result, tls12, 2);
            appendNumber(result, part.size(), 2);
            append(result, part);
        }
        messages.clear();
    };
    for (ByteView left = wire; !left.empty();) {
        const ByteView record = left.first(5U + static_cast<std::size_t>(left[3] << 8 | left[4]));
        left = left.subspan(record.size());
        m_protected |= record[0] == changeCipherSpec;
        if (!m_protected && record[0] == handshake) {
            append(messages, record.subspan(5));
        } else {
            flush();
            append(result, record);
        }
    }
    flush();
    return result;
}

template<class Receive>
bool Meeting::deliver(const Bytes &bytes, Bytes &log, Receive receive)
{
    static constexpr std::array<std::size_t, 5> oddSizes{1, 4, 7, 61, 1009};
    append(log, bytes);
    ByteView left = bytes;
    for (std::size_t i = 0; !left.empty(); ++i) {
        std::size_t size = left.size();
        if (m_setting.chunking == Chunking::SingleBytes)
            size = 1;
        else if (m_setting.chunking == Chunking::OddSizes)
            size = std::min(size, oddSizes[i % oddSizes.size()]);
        receive(left.first(size));
        left = left.subspan(size);
    }
    return !bytes.empty();
}

void Meeting::carry()
{
    const auto passed = [this](Side from, Bytes wire) {
        if (m_setting.tamper)
            m_setting.tamper(from, wire);
        return wire;
    };
    for (bool moved = true; moved;) {
        moved = deliver(passed(m_setting.ours, m_us.takeOutput()), m_sentByUs,
                        [this](ByteView bytes) { m_them.receive(bytes); });
        moved |= deliver(passed(peerOf(m_setting.ours), reframed(m_them.takeOutput())), m_sentByThem,
                         [this](ByteView bytes) { m_us.receive(bytes); });
    }
}

static const Check *firstFailure(const Trace &account)
{
    for (const Check &check : account.checks)
        if (!check.passed)
            return &check;
    return nullptr;
}

std::string Meeting::failedCheck() const
{
    const Check *failure = firstFailure(m_recorder.account());
    return failure ? failure->name : std::string();
}

std::string reportOf(const Endpoint &us, Recorder &recorder)
{
    static constexpr std::array<const char *, 4> words{"handshaking", "open", "closed", "failed"};
    std::string text = std::string("we are ") + words[static_cast<std::size_t>(us.status())];
    if (const std::vector<StateChange> &states = recorder.account().states; !states.empty())
        text += " (" + states.back().state + ")";
    if (us.alert())
        text += ", alert " + names::alert(static_cast<std::uint64_t>(*us.alert()));
    if (const Check *failure = firstFailure(recorder.account()))
        text += ", check " + failure->name + " failed: expected " + failure->expected + ", got " + failure->actual;
    return text;
}

std::string Meeting::report()
{
    std::string text = reportOf(m_us, m_recorder);
    text += std::string("; libssl is ") + (m_them.closed() ? "closed" : m_them.open() ? "open" : "not open");
    if (m_them.alertReceived())
        text += ", got alert " + names::alert(static_cast<std::uint64_t>(*m_them.alertReceived()));
    if (m_them.alertSent())
        text += ", sent alert " + names::alert(static_cast<std::uint64_t>(*m_them.alertSent()));
    if (!m_them.error().empty())
        text += ", error " + m_them.error();
    return text;
}

} // namespace hd::test
