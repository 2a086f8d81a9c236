package io.rapport.client.lead;

/**
 * What is wrong with a row.
 *
 * @param column the name of the column; blank if the whole row is to blame
 */
public record Fault(String column, String value, String ru, String en) {

    private static final int LONGEST_VALUE = 200;

    public Fault {
        value = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "…" : value;
    }

    public String in(String language) {
        return language.equals("en") ? en : ru;
    }
}
