package io.rapport.web.rules;

import io.rapport.engagement.Insiders;
import io.rapport.web.InvalidField;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The sequences of the live rules, who is inside, and moving those who began with older rules. */
@Tag(name = "Rules")
@RestController
@RequestMapping("/api/v1/sequences")
class SequencesApi {

    private final SequenceList sequences;
    private final Insiders insiders;

    SequencesApi(SequenceList sequences, Insiders insiders) {
        this.sequences = sequences;
        this.insiders = insiders;
    }

    @Operation(summary = "Each sequence with its steps and who is inside, by release and last step")
    @GetMapping
    SequenceList.Sequences list() {
        return sequences.all();
    }

    @Operation(
            summary =
                    "Let all who are inside go on by the live rules; whoever has no step left there comes to the end of the sequence")
    @PostMapping("/{code}/move")
    Insiders.Moved move(@PathVariable String code) {
        if (!sequences.has(code)) {
            throw new InvalidField("code", "the live rules have no sequence " + code);
        }
        return insiders.moveToLive(code);
    }
}
