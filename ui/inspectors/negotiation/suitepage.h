// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/suitesoffered.h"
#include "session/session.h"

#include <QScrollArea>

#include <map>

class QComboBox;
class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace hd::ui {

class Explanations;
class LinkStrip;
class SuiteBar;
class SuiteCard;
class SuiteChips;
class SuiteRemark;
class Theme;

/// The anatomy of a cipher suite: the one that was chosen, or the offered one that is selected.
class SuitePage : public QScrollArea
{
    Q_OBJECT
public:
    SuitePage(Session *session, Theme *theme, Explanations *texts, QWidget *parent = nullptr);

    QString shownName() const { return m_anatomy.name; }
    const SuiteOffer &offer() const { return m_offer; }
    SuiteChips *chips() const { return m_chips; }
    QComboBox *picker() const { return m_picker; }
    QStringList remarkTitles() const;
    bool isMarked(std::size_t part) const; ///< of the name

public Q_SLOTS:
    void pickPart(std::size_t part);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void refresh();
    void show(int suite);
    void fillPicker();
    void fillRemarks();
    void fillCards();
    void placeCards();
    void mark();
    void restyle();
    int wantedSuite() const;
    std::optional<SuitePlace> place(SuitePart::Role role) const;
    void go(const SuitePlace &place);

    Session *m_session;
    Theme *m_theme;
    Explanations *m_texts;
    std::uint32_t m_handshake = 0;
    /// Of the present trace and handshake, once asked for: to find them takes all of the trace.
    mutable std::map<SuitePart::Role, std::optional<SuitePlace>> m_places;
    std::shared_ptr<const Trace> m_placesOf;
    SuiteOffer m_offer;
    int m_shown = -1; ///< of m_offer
    SuiteAnatomy m_anatomy;

    QLabel *m_nothing;
    LinkStrip *m_jump;
    QWidget *m_body;
    QComboBox *m_picker;
    QLabel *m_state;
    SuiteChips *m_chips;
    QVBoxLayout *m_remarks;
    QGridLayout *m_cards;
    SuiteBar *m_keys;
    SuiteBar *m_record;
    std::vector<SuiteCard *> m_cardWidgets; ///< of m_cardParts
    std::vector<SuitePart> m_cardParts;
    std::vector<SuiteRemark *> m_remarkWidgets;
};

} // namespace hd::ui
