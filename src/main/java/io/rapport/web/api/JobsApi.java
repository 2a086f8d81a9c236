package io.rapport.web.api;

import io.rapport.engagement.job.Jobs;
import io.rapport.engagement.job.NoSuchJob;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/v1/jobs")
@Tag(name = "Jobs")
class JobsApi {

    private static final String BY_API = "api";

    private final Jobs jobs;

    JobsApi(Jobs jobs) {
        this.jobs = jobs;
    }

    record Listing(List<Jobs.State> items) {}

    record Started(String name) {}

    @GetMapping
    @Operation(summary = "What runs by itself now and then, and what became of it last")
    Listing list() {
        return new Listing(jobs.all());
    }

    @PostMapping("/{name}/runs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Starts a job now, on whichever node is free; 409 while it runs")
    Started start(@PathVariable String name) {
        if (!jobs.start(name, BY_API)) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "name: the job " + name + " runs already");
        }
        return new Started(name);
    }

    @ExceptionHandler(NoSuchJob.class)
    ProblemDetail nothing(NoSuchJob e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "name: " + e.getMessage());
    }
}
