// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace hd::ui {

class LinkStrip;
struct Link;
class Session;
class Theme;

/// Below tree and bytes: what is selected, where it lies, what made it, what uses it, and a list of all that follows
/// from it.
class LinkRow : public QFrame
{
    Q_OBJECT
public:
    LinkRow(Session *session, Theme *theme, QWidget *parent = nullptr);

    /// @p range in the bytes that are shown; @p field gives the links, where the selection is a field.
    void showBytes(const QString &name, Range range, const std::optional<FieldRef> &field);
    void showStep(const QString &subject); ///< without bytes
    void showDerivation(DerivationId derivation);
    void clear();

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void restyle();
    void relink();
    void fit();
    void showOrigin();
    void showAll();
    QList<Link> usedBy() const;
    Link linkTo(DerivationId derivation) const;
    Link linkTo(const FieldRef &field) const;
    Link linkToDecision(std::uint32_t decision) const;

    Session *m_session;
    Theme *m_theme;
    QLabel *m_name;
    QLabel *m_range;
    QLabel *m_size;
    QLabel *m_origin; ///< where there is nothing to go to
    LinkStrip *m_made;
    LinkStrip *m_used;
    QToolButton *m_all;
    Range m_bytes;
    std::optional<FieldRef> m_field;
    std::optional<DerivationId> m_derivation;
};

} // namespace hd::ui
