package io.rapport.client.lead.intake;

import io.rapport.client.EventTypes;
import io.rapport.client.lead.Lead;
import io.rapport.client.lead.intake.Intake.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Consents that files prove, of people who surely are who the file means. The stricter wins: one that was taken back, or followed by a "stop", is not given again by a file. */
final class ImportedConsents {

    private final JdbcClient jdbc;

    ImportedConsents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return who had not given it yet */
    List<Long> give(LeadImport of, List<Told> told) {
        List<Told> agreed = told.stream()
                .filter(one -> !one.lead().consents().isEmpty() && one.person().isSurely(one.lead()))
                .toList();
        if (agreed.isEmpty()) {
            return List.of();
        }
        List<Long> clients = new ArrayList<>();
        List<String> purposes = new ArrayList<>();
        List<String> versions = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        List<String> instants = new ArrayList<>();
        List<String> proofs = new ArrayList<>();
        List<String> attributes = new ArrayList<>();
        for (Told one : agreed) {
            for (Lead.Agreed consent : one.lead().consents()) {
                clients.add(one.person().id);
                purposes.add(consent.purpose().name());
                versions.add(consent.textVersion());
                sources.add(consent.source());
                instants.add(consent.at().toString());
                proofs.add("%s, %d".formatted(of.fileName(), one.lead().row()));
                attributes.add(JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "purpose", consent.purpose().name(),
                                "source", consent.source(),
                                "textVersion", consent.textVersion())));
            }
        }
        return jdbc.sql("""
                with told as (
                    select distinct on (client, purpose) *
                    from unnest(:clients::bigint[], :purposes::text[], :versions::text[], :sources::text[], :instants::timestamptz[],
                        :proofs::text[], :attributes::text[]) as t (client, purpose, version, source, at, proof, attributes)
                    order by client, purpose, at
                ), given as (
                    insert into consent (client_id, purpose, text_version, source, proof, given_at)
                    select client, purpose, version, source, proof, at from told
                    where not exists (
                            select 1 from consent where client_id = client and consent.purpose = told.purpose
                              and (withdrawn_at is null or withdrawn_at >= told.at))
                      and not exists (
                            select 1 from event where client_id = client and event.at >= told.at
                              and (type = :optedOut and told.purpose = 'ADVERTISING'
                                   or type = :withdrew and attributes ->> 'purpose' = told.purpose))
                      and not exists (
                            select 1 from client where client.id = client and opted_out_at is not null
                              and told.purpose = 'ADVERTISING')
                    returning client_id, purpose
                )
                insert into event (client_id, type, at, attributes, dedupe_key)
                select client, :gave, at, told.attributes::jsonb, :gave || ':import:' || told.purpose || ':' || version
                from told join given on given.client_id = client and given.purpose = told.purpose
                on conflict (client_id, dedupe_key) do nothing
                returning client_id
                """)
                .param("clients", clients.toArray(Long[]::new))
                .param("purposes", purposes.toArray(String[]::new))
                .param("versions", versions.toArray(String[]::new))
                .param("sources", sources.toArray(String[]::new))
                .param("instants", instants.toArray(String[]::new))
                .param("proofs", proofs.toArray(String[]::new))
                .param("attributes", attributes.toArray(String[]::new))
                .param("optedOut", EventTypes.OPTED_OUT)
                .param("withdrew", EventTypes.WITHDREW_CONSENT)
                .param("gave", EventTypes.GAVE_CONSENT)
                .query(Long.class)
                .list();
    }
}
