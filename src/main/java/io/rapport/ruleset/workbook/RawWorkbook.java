package io.rapport.ruleset.workbook;

import java.util.List;

/** All sheets of one file, in their order. */
public record RawWorkbook(String file, List<RawSheet> sheets) {}
