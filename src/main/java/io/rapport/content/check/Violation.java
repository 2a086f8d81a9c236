package io.rapport.content.check;

/** What is wrong with one field, and what is allowed there, in the two languages of the house. */
public record Violation(String field, String value, String ru, String en) {

    public String in(String language) {
        return language.equals("ru") ? ru : en;
    }
}
