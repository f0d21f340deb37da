// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A capture file as the list of the TLS connections in it. The file is read once, from front to back, and no payload is
// kept; a connection is decoded only when it is opened, by reading its packets once more.

#include "trace/trace.h"
#include "wire/error.h"

#include <functional>
#include <memory>

namespace hd::ui {

/// One TCP connection that carries TLS (or began to).
struct CapturedConnection
{
    std::uint32_t number = 0;   ///< from 1, in the order of their first packets
    std::uint64_t beganUs = 0;  ///< since 1970 (UTC), of its first packet
    std::uint64_t lastedUs = 0; ///< to its last
    std::string client, server; ///< "192.0.2.1:49152", "[2001:db8::1]:443"; the client is who sent the client_hello
    std::string startTls;       ///< what was spoken before: `SMTP`, `IMAP`, ...; empty: TLS from the first byte
    std::string serverName;     ///< of the first client_hello, as it was sent
    std::string version, suite; ///< as in Negotiated; empty where no server_hello was seen
    std::string ja3, ja4;       ///< of the first client_hello; empty where there is none
    enum class Outcome : std::uint8_t { Unfinished, Completed, Alert, Reset };
    Outcome outcome = Outcome::Unfinished; ///< Completed: as far as it can be seen without keys
    std::string alert;                     ///< Outcome::Alert: its name, or `encrypted_alert`
    std::uint64_t packets = 0, bytes = 0;  ///< of its TCP payload, both directions
    bool decryptable = false;              ///< the capture itself has secrets for its client random
    std::vector<Error> notices;            ///< gaps, overlaps that differ, what was cut off
};

/// What opens a capture's secrets besides those that the capture holds.
struct CaptureKeys
{
    std::string keyLogFile;               ///< a path; empty: none
    std::vector<std::string> privateKeys; ///< paths of PEM files: RSA keys of servers, for RSA key exchange
};

/// Told how much of the file has been read, 0 to 1; false makes the reading stop.
using CaptureProgress = std::function<bool(double done)>;

class CaptureIndex
{
public:
    /// Whether @p path begins as a capture does, packed or not.
    static bool recognises(const std::string &path);
    /// Reads all of @p path: pcap or pcapng, plain or gzip. An Error when it is no capture, cannot be read or was
    /// cancelled. A file that breaks off or holds nonsense yields what could be read, and notices().
    static Result<std::shared_ptr<const CaptureIndex>> read(const std::string &path, const CaptureProgress &progress);
    ~CaptureIndex();

    const std::string &path() const;
    const std::vector<CapturedConnection> &connections() const;
    const std::vector<Error> &notices() const; ///< of the file as a whole
    std::uint64_t packets() const;

    /// Decodes one connection (core/observe). Its trace has source `import`, when it began, both addresses and the
    /// notices. An Error when the keys cannot be read, or the file has changed in between.
    Result<std::shared_ptr<const Trace>> open(std::uint32_t number, const CaptureKeys &keys,
                                              const CaptureProgress &progress = {}) const;

private:
    struct Private;
    explicit CaptureIndex(std::unique_ptr<Private> p);
    std::unique_ptr<Private> m_p;
};

} // namespace hd::ui
