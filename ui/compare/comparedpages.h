// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/comparedfactsmodel.h"
#include "models/comparedfieldsmodel.h"
#include "models/comparedvaluesmodel.h"

#include <QTreeView>
#include <QWidget>

class QComboBox;
class QLabel;
class QTextEdit;

namespace hd::ui {

class ComparedDelegate;
class Theme;

/// A list or tree of a comparison. A click and the arrow keys pick.
class ComparedView : public QTreeView
{
    Q_OBJECT
public:
    ComparedView(QAbstractItemModel *model, const Theme *theme, QWidget *parent = nullptr);

    void showCurrent(const QModelIndex &index); ///< without picked()
    void stackValues();                         ///< below the names, in one column

Q_SIGNALS:
    void picked(const QModelIndex &index);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    ComparedDelegate *m_delegate;
    bool m_showing = false;
};

/// The fields of the selected messages, A beside B, and below them both values of one field in full.
class FieldsPage : public QWidget
{
    Q_OBJECT
public:
    FieldsPage(SideBySide *sides, const Theme *theme, QWidget *parent = nullptr);

    ComparedView *view() const { return m_view; }
    ComparedFieldsModel *model() const { return m_model; }
    QTextEdit *detail() const { return m_detail; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void adoptSelection();
    void retranslate();
    void fillDetail();
    QString valueHtml(const FieldPair &pair, bool ofA) const;

    SideBySide *m_sides;
    const Theme *m_theme;
    ComparedFieldsModel *m_model;
    QLabel *m_title;
    QComboBox *m_shown;
    ComparedView *m_view;
    QTextEdit *m_detail;
};

/// The values and keys of both.
class ValuesPage : public QWidget
{
    Q_OBJECT
public:
    ValuesPage(SideBySide *sides, const Theme *theme, QWidget *parent = nullptr);

    ComparedView *view() const { return m_view; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    ComparedValuesModel *m_model;
    ComparedView *m_view;
};

/// Sizes, round trips, and what was agreed on.
class FactsPage : public QWidget
{
    Q_OBJECT
public:
    FactsPage(SideBySide *sides, const Theme *theme, QWidget *parent = nullptr);

    ComparedView *view() const { return m_view; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    ComparedFactsModel *m_model;
    ComparedView *m_view;
};

} // namespace hd::ui
