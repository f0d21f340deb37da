// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workshare.h"

#include "trace/operations.h"

#include <algorithm>
#include <string_view>

namespace hd::ui {

namespace {

using Kinds = std::pair<std::string_view, WorkKind>;

constexpr Kinds derivationKinds[] = {
    {operation::dhPublic, WorkKind::KeyGeneration},
    {operation::ecdhPublic, WorkKind::KeyGeneration},
    {operation::mlkemPublic, WorkKind::KeyGeneration},
    {operation::dhShared, WorkKind::SharedSecret},
    {operation::dhSharedPadded, WorkKind::SharedSecret},
    {operation::ecdhShared, WorkKind::SharedSecret},
    {operation::mlkemEncapsulate, WorkKind::SharedSecret},
    {operation::mlkemShared, WorkKind::SharedSecret},
    {operation::mlkemDecapsulate, WorkKind::SharedSecret},
    {operation::rsaEncrypt, WorkKind::RsaEncryption},
    {operation::rsaDecrypt, WorkKind::RsaDecryption},
    {operation::sign, WorkKind::Signing},
    {operation::signHash, WorkKind::Signing},
    {operation::prf, WorkKind::KeyDerivation},
    {operation::sslLadder, WorkKind::KeyDerivation},
    {operation::hkdfExtract, WorkKind::KeyDerivation},
    {operation::hkdfExpandLabel, WorkKind::KeyDerivation},
    {operation::hash, WorkKind::Hashing},
    {operation::digest, WorkKind::Hashing},
    {operation::sslHash, WorkKind::Hashing},
    {operation::hmac, WorkKind::Hashing},
    {operation::sealTicket, WorkKind::Tickets},
    {operation::openTicket, WorkKind::Tickets},
};
constexpr Kinds checkKinds[] = {
    {operation::verifySignature, WorkKind::Verification}, {operation::verifyHash, WorkKind::Verification},
    {operation::chain, WorkKind::CertificateChain},       {operation::ocsp, WorkKind::CertificateChain},
    {operation::openRecord, WorkKind::Records},
};

template<std::size_t count>
WorkKind kindIn(const Kinds (&kinds)[count], std::string_view operation)
{
    const auto found = std::ranges::find(kinds, operation, &Kinds::first);
    return found == std::end(kinds) ? WorkKind::Rest : found->second;
}

WorkKind kindOf(const Trace &trace, const Event &event)
{
    switch (event.what) {
    case What::Derivation:
        return kindIn(derivationKinds, trace.derivations[event.index].operation);
    case What::Check:
        return kindIn(checkKinds, trace.checks[event.index].operation);
    case What::RecordSealed:
    case What::RecordOpened:
        return WorkKind::Records;
    default:
        return WorkKind::Rest;
    }
}

} // namespace

std::vector<WorkKind> kindsOfWork(const Trace &trace)
{
    std::vector<bool> privateKeys(trace.derivations.size());
    for (const Derivation &derivation : trace.derivations)
        if (kindIn(derivationKinds, derivation.operation) == WorkKind::KeyGeneration)
            for (const Input &input : derivation.inputs)
                if (input.derivation)
                    privateKeys[input.derivation->index] = true;
    std::vector<WorkKind> kinds;
    for (const Event &event : trace.events) {
        const bool drawnAsKey = event.what == What::Derivation && privateKeys[event.index] &&
                                trace.derivations[event.index].operation == operation::entropy;
        kinds.push_back(drawnAsKey ? WorkKind::KeyGeneration : kindOf(trace, event));
    }
    return kinds;
}

/// A private key is drawn for an operation and is none of its own.
static bool counts(const Trace &trace, const Event &event)
{
    return event.what != What::Derivation || trace.derivations[event.index].operation != operation::entropy;
}

std::vector<WorkShare> workShares(const WorkTimes &times)
{
    const Trace &trace = *times.trace;
    const std::vector<WorkKind> kinds = kindsOfWork(trace);
    std::vector<WorkShare> shares;
    for (std::size_t kind = 0; kind < workKindCount; ++kind) {
        for (const Side side : {Side::Client, Side::Server}) {
            WorkShare share{static_cast<WorkKind>(kind), side, 0, {}, {}};
            std::vector<double> totals(std::size_t(times.runs));
            for (std::size_t i = 0; i < trace.events.size(); ++i) {
                if (trace.events[i].at != side || kinds[i] != share.kind)
                    continue;
                share.events.push_back(trace.events[i]);
                share.count += counts(trace, trace.events[i]);
                for (std::size_t run = 0; run < totals.size(); ++run)
                    totals[run] += times.byEvent[i][run];
            }
            if (share.events.empty())
                continue;
            share.total = quartilesOf(std::move(totals));
            shares.push_back(std::move(share));
        }
    }
    return shares;
}

} // namespace hd::ui
