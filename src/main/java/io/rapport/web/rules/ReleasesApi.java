package io.rapport.web.rules;

import io.rapport.release.LiveRelease;
import io.rapport.release.Release;
import io.rapport.release.ReleaseArms;
import io.rapport.release.Releases;
import io.rapport.ruleset.RulesetException;
import io.rapport.ruleset.workbook.CellError;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Which rules are live, and how an edited rules folder goes live. */
@Tag(name = "Rules")
@RestController
@RequestMapping("/api/v1/releases")
class ReleasesApi {

    private static final int SHOWN = 50;

    private final LiveRelease live;
    private final ReleaseArms arms;
    private final Releases releases;
    private final Publishing publishing;

    ReleasesApi(LiveRelease live, ReleaseArms arms, Releases releases, Publishing publishing) {
        this.live = live;
        this.arms = arms;
        this.releases = releases;
        this.publishing = publishing;
    }

    record Wish(Publishing.@Nullable Enrolments enrolments) {}

    record History(long live, List<Releases.Summary> items) {}

    @Operation(summary = "All releases, newest first; the newest is live")
    @GetMapping
    History list() {
        return new History(live.current().id(), releases.newest(SHOWN));
    }

    @Operation(
            summary =
                    "Check the rules folder of this node and publish it; every error names its cell, and then nothing changes")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Releases.Summary publish(@RequestBody(required = false) @Nullable Wish wish, Principal caller) {
        var enrolments = wish == null || wish.enrolments() == null ? Publishing.Enrolments.FINISH : wish.enrolments();
        Release release = publishing.publish(enrolments, caller.getName()).release();
        return new Releases.Summary(release.id(), release.hash(), release.author(), release.publishedAt());
    }

    @Operation(summary = "What the live rules say that may be meant, but hardly is; each names its cell")
    @GetMapping("/findings")
    List<Map<String, Object>> findings() {
        return shapes(arms.findings());
    }

    @ExceptionHandler(RulesetException.class)
    ProblemDetail broken(RulesetException e) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_CONTENT, e.errors().size() + " error(s); the live rules are unchanged");
        problem.setTitle("The rules folder has errors");
        problem.setProperty("errors", shapes(e.errors()));
        return problem;
    }

    private static List<Map<String, Object>> shapes(List<CellError> errors) {
        return errors.stream()
                .map(error -> {
                    var shape = new LinkedHashMap<String, Object>();
                    shape.put("file", error.file());
                    shape.put("sheet", error.sheet());
                    shape.put("cell", error.cell());
                    shape.put("header", error.header());
                    shape.put("ru", error.ru());
                    shape.put("en", error.en());
                    return (Map<String, Object>) shape;
                })
                .toList();
    }
}
