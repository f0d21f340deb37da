// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/bitchart.h"
#include "plots/plotpage.h"
#include "session/background.h"

namespace hd::ui {

/// How random the randoms are: how often each of their bits is 1, over a thousand runs with seeds of their own.
class RandomBitsPage : public PlotPage
{
    Q_OBJECT
public:
    static constexpr int runs = 1000;

    RandomBitsPage(const PlotParts &parts, QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("random-bits"); }
    QString title() const override;
    QString sentence() const override;

protected:
    PlotTable fill() override;
    void retranslate() override;
    void restyle() override;
    void wake() override;
    std::optional<int> current() const override;
    void pick(int item) override;

private:
    struct Place
    {
        MessageId message;
        Range random;
        bool hasTime = false; ///< whether its first four bytes are named gmt_unix_time
    };
    std::optional<Place> placeOf(Side side) const;
    void count();
    void forget();
    void nameParts(const RandomBits *bits);
    void markSelection();

    BackgroundFinding<RandomBits> m_counting;
    BitChart *m_bits;
    RunStatus *m_status;
};

} // namespace hd::ui
