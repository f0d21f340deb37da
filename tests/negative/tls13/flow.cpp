// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow.h"

namespace hd::test::modern {

namespace {

class Writer
{
public:
    explicit Writer(const Meeting &meeting) : m_meeting(meeting) {}

    void add(bool comes, Side from, const char *name, Keys keys, bool late = false)
    {
        if (!comes)
            return;
        std::size_t before = 0;
        for (const Step &step : m_flow)
            before += step.from == from && step.name == name;
        m_flow.push_back({from, name, keys, late, before});
    }
    /// RFC 8446 D.4: each side once.
    void addChangeCipherSpec(Side from)
    {
        for (const Step &step : m_flow)
            if (step.from == from && step.name == "change_cipher_spec")
                return;
        add(m_meeting.modern.compatible, from, "change_cipher_spec", Keys::None);
    }
    void hellos();
    void serverFlight();
    void clientFlight();
    void afterwards();
    std::vector<Step> take() { return std::move(m_flow); }

private:
    const Meeting &m_meeting;
    std::vector<Step> m_flow;
};

void Writer::hellos()
{
    using enum Side;
    add(true, Client, "client_hello", Keys::None);
    if (m_meeting.modern.early != Tls13Options::Early::None)
        addChangeCipherSpec(Client);
    if (!m_meeting.modern.retries())
        return;
    add(true, Server, "hello_retry_request", Keys::None);
    addChangeCipherSpec(Server);
    addChangeCipherSpec(Client);
    add(true, Client, "client_hello", Keys::None);
}

void Writer::serverFlight()
{
    using enum Side;
    const bool certified = m_meeting.modern.psk == Tls13Options::Psk::None;
    add(true, Server, "server_hello", Keys::None);
    addChangeCipherSpec(Server);
    add(true, Server, "encrypted_extensions", Keys::Handshake);
    add(certified && m_meeting.clientAuth != ClientAuth::None, Server, "certificate_request", Keys::Handshake);
    add(certified, Server, "certificate", Keys::Handshake);
    add(certified, Server, "certificate_verify", Keys::Handshake);
    add(true, Server, "finished", Keys::Handshake);
}

void Writer::clientFlight()
{
    using enum Side;
    const bool asked = m_meeting.modern.psk == Tls13Options::Psk::None && m_meeting.clientAuth != ClientAuth::None;
    addChangeCipherSpec(Client);
    add(m_meeting.modern.early == Tls13Options::Early::Accepted, Client, "end_of_early_data", Keys::Early);
    add(asked, Client, "certificate", Keys::Handshake);
    add(asked, Client, "certificate_verify", Keys::Handshake);
    add(true, Client, "finished", Keys::Handshake);
}

void Writer::afterwards()
{
    using enum Side;
    add(m_meeting.tickets, Server, "new_session_ticket", Keys::Application, true);
    add(m_meeting.modern.keyUpdate, Client, "key_update", Keys::Application, true);
    add(m_meeting.modern.keyUpdate, Server, "key_update", Keys::Application, true);
    add(m_meeting.modern.lateAuth, Server, "certificate_request", Keys::Application, true);
    for (const char *name : {"certificate", "certificate_verify", "finished"})
        add(m_meeting.modern.lateAuth, Client, name, Keys::Application, true);
}

} // namespace

std::vector<Step> flowOf(const Meeting &meeting)
{
    Writer writer(meeting);
    writer.hellos();
    writer.serverFlight();
    writer.clientFlight();
    writer.afterwards();
    return writer.take();
}

bool Place::isClientsFirstSealed() const
{
    if (from() != Side::Client || !sealed())
        return false;
    for (std::size_t i = 0; i < index; ++i)
        if (flow[i].from == Side::Client && flow[i].keys != Keys::None)
            return false;
    return true;
}

const Step *Place::nextUnderSameKeys() const
{
    for (std::size_t i = index + 1; i < flow.size(); ++i)
        if (flow[i].from == from())
            return flow[i].keys == step().keys && flow[i].late == late() ? &flow[i] : nullptr;
    return nullptr;
}

bool Place::changesKeys() const
{
    if (is("client_hello"))
        return isSecondHello() || !options().retries();
    return is("server_hello") || is("end_of_early_data") || is("key_update") || (is("finished") && !late());
}

bool Place::isAnsweredUnheard() const
{
    if (options().early != Tls13Options::Early::Rejected || from() == Side::Client)
        return false;
    if (options().retries())
        return is("hello_retry_request");
    return is("server_hello") || is("encrypted_extensions");
}

Edit replacingAt(const Place &place, std::function<std::vector<Unit>(const Unit &)> by)
{
    const Step step = place.step();
    return [step, by, before = std::size_t(0)](const Unit &unit) mutable {
        if (unit.from != step.from || unit.name != step.name || before++ != step.occurrence)
            return std::vector{unit};
        return by(unit);
    };
}

Edit changingAt(const Place &place, std::function<void(Unit &)> change)
{
    return replacingAt(place, [change](Unit unit) {
        change(unit);
        return std::vector{unit};
    });
}

Edit before(const Place &place, Protocol type, Bytes bytes)
{
    return replacingAt(place, [type, bytes](const Unit &unit) {
        Unit extra = unit;
        extra.type = type;
        extra.bytes = bytes;
        return std::vector{extra, unit};
    });
}

const std::vector<Damage> &damages()
{
    static const std::vector<Damage> all = [] {
        std::vector<Damage> list;
        for (const auto &more : {orderDamages(), intrusionDamages(), recordDamages(), shapeDamages(), contentDamages(),
                                 clientHelloDamages(), retryDamages(), serverHelloDamages(), extensionDamages()})
            list.insert(list.end(), more.begin(), more.end());
        return list;
    }();
    return all;
}

} // namespace hd::test::modern
