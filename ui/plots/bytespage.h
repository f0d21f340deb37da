// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/messagebytes.h"
#include "plots/plotpage.h"
#include "plots/rowchart.h"

namespace hd::ui {

/// Bytes on the wire of each message: the client's to the right, the server's to the left, each bar divided by what the
/// bytes are spent on. A click selects the message.
class BytesPage : public PlotPage
{
    Q_OBJECT
public:
    BytesPage(const PlotParts &parts, QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("bytes"); }
    QString title() const override;
    QString sentence() const override;

protected:
    PlotTable fill() override;
    void retranslate() override;
    void restyle() override;
    std::optional<int> current() const override;
    void pick(int row) override;

private:
    /// What does not depend on the playhead, so that a step costs no more than what it changes; all by message.
    struct Whole
    {
        std::shared_ptr<const Trace> trace;
        QStringList names;
        std::vector<MessageBytes> bytes;
        std::vector<RowTexts::Text> totals;
        std::vector<QVariantList> gone, notYet; ///< rows of the table
    };

    const Whole &whole();

    std::optional<Whole> m_whole;
    RowChart *m_rows;
    std::array<SpanBars *, spentCount> m_bars{};
    QCPItemText *m_clientTitle, *m_serverTitle;
};

/// "3  server_hello" for each message of the open trace.
QStringList messageNames(const Session &session);
/// Row of the message that is selected, or that what is selected belongs to.
std::optional<int> selectedMessage(const Session &session);

} // namespace hd::ui
