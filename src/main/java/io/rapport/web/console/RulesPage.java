package io.rapport.web.console;

import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which rules decide right now, and the files to take home and edit. */
@Controller
class RulesPage {

    private final RulesView rules;

    RulesPage(ObjectProvider<RulesView> rules, JdbcClient jdbc) {
        this.rules = rules.getIfAvailable(() -> new StoredRules(jdbc));
    }

    @GetMapping("/console/rules")
    String show(Model model) {
        model.addAttribute("rules", rules.live().orElse(null));
        return "console/rules";
    }

    @GetMapping("/console/rules/file")
    ResponseEntity<byte[]> file(@RequestParam String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return rules.file(path)
                .map(bytes -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename(name, StandardCharsets.UTF_8)
                                        .build()
                                        .toString())
                        .body(bytes))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
