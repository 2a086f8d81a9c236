package io.rapport.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFilesTest {

    @TempDir
    private Path temp;

    @Test
    void readsAFolderThatIsALink() throws IOException {
        Path link =
                Files.createSymbolicLink(temp.resolve("rules"), Path.of("rules").toAbsolutePath());

        assertThat(RuleFiles.in(link).hash()).isEqualTo(Shipped.files().hash());
    }

    @Test
    void namesTheFolderThatIsNotThere() {
        assertThatThrownBy(() -> RuleFiles.in(temp.resolve("nowhere"))).hasMessageContaining("nowhere");
    }

    @Test
    void hashesPathsAndContents() {
        RuleFolder folder = RuleFolder.shipped();

        assertThat(folder.with("drl/tagging/more.drl", "a").files().hash())
                .isEqualTo(folder.with("drl/tagging/more.drl", "a").files().hash())
                .isNotEqualTo(folder.with("drl/tagging/more.drl", "b").files().hash())
                .isNotEqualTo(folder.with("drl/tagging/other.drl", "a").files().hash())
                .isNotEqualTo(folder.files().hash());
    }

    @ParameterizedTest
    @CsvSource({
        "scoring.xlsx, true",
        "schema/scoring.yaml, true",
        "drl/tagging/a.drl, true",
        "drl/tagging/a.drl.xlsx, true",
        "drl/tagging/a.drl.csv, true",
        "~$scoring.xlsx, false",
        ".scoring.xlsx, false",
        "old/scoring.xlsx, false",
        "README.md, false",
        "scoring.xls, false",
        "a.drl, false",
    })
    void knowsWhichFilesAreRules(String path, boolean isRuleFile) {
        assertThat(RuleFiles.isRuleFile(path)).isEqualTo(isRuleFile);
    }
}
