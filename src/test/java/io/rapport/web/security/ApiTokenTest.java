package io.rapport.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ApiTokenTest {

    @TempDir
    Path folder;

    @Test
    void isWhatWasConfigured() {
        var token = new ApiToken(" configured-secret ", folder);

        assertThat(token.matches("configured-secret")).isTrue();
        assertThat(token.matches("configured-secreT")).isFalse();
        assertThat(token.matches("")).isFalse();
        assertThat(token.origin()).isEqualTo("RAPPORT_API_TOKEN");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void isMadeOnceAndKept() throws IOException {
        var first = new ApiToken("", folder.resolve("new"));
        String kept = Files.readString(folder.resolve("new/api-token"));

        assertThat(kept).hasSizeGreaterThan(40);
        assertThat(first.matches(kept)).isTrue();
        assertThat(new ApiToken("", folder.resolve("new")).matches(kept)).isTrue();
        assertThat(first.origin()).contains("api-token").doesNotContain(kept);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isReadableByItsOwnerOnly() throws IOException {
        new ApiToken("", folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("api-token"))))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesAnEmptyFileInsteadOfLettingEverybodyIn() throws IOException {
        Files.createFile(folder.resolve("api-token"));

        assertThatThrownBy(() -> new ApiToken("", folder)).rootCause().hasMessageContaining("delete it");
    }
}
