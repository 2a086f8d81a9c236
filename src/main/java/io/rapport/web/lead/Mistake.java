package io.rapport.web.lead;

import io.rapport.client.sheet.row.SheetRefused;

/** Somebody asked for what cannot be; says which field is to blame, and why, in both languages. */
public final class Mistake extends RuntimeException {

    private final String field;
    private final String ru;
    private final boolean isConflict;

    public Mistake(String field, String ru, String en) {
        this(field, ru, en, false);
    }

    private Mistake(String field, String ru, String en, boolean isConflict) {
        super(en);
        this.field = field;
        this.ru = ru;
        this.isConflict = isConflict;
    }

    /** It exists already. */
    static Mistake taken(String field, String ru, String en) {
        return new Mistake(field, ru, en, true);
    }

    static Mistake of(String field, SheetRefused refused) {
        return new Mistake(field, refused.ru(), refused.en());
    }

    public String field() {
        return field;
    }

    public String in(String language) {
        return language.equals("en") ? getMessage() : ru;
    }

    public boolean isConflict() {
        return isConflict;
    }
}
