// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"
#include "theme/theme.h"

#include <QAbstractSlider>

namespace hd::ui {

/// The whole handshake as a line: one segment per flight, a dot per message, a diamond per change_cipher_spec, a key
/// where keys become live, and the playhead as its handle. Its value is an index into Session::stops().
class Scrubber : public QAbstractSlider
{
    Q_OBJECT
public:
    Scrubber(Session *session, const Theme *theme, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// Where @p at lies, in px from the left edge. Messages are equally far apart, events between them interpolate.
    double xOf(Playhead at) const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Flight
    {
        std::uint32_t number = 1;
        std::uint32_t first = 0; ///< index of its first message
        std::uint32_t last = 0;
    };

    void retranslate();
    void readTrace();
    void followPlayhead();
    void moveTo(double x);
    double wide() const;
    bool isLow() const; ///< too low for names of flights
    double xOfMessages(double sent) const;
    QString placeText() const;
    void paintFlights(QPainter &painter) const;
    void paintMessages(QPainter &painter) const;
    void paintMark(QPainter &painter, std::uint32_t message, bool past) const;
    void paintKeys(QPainter &painter) const;
    void paintHandle(QPainter &painter) const;

    Session *m_session;
    const Theme *m_theme;
    std::vector<Flight> m_flights;
    std::vector<Playhead> m_messageStops;
    std::optional<std::uint32_t> m_keysAt; ///< the message with which the first keys become live
};

} // namespace hd::ui
