package io.rapport.client.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The campaigns of the house. None is ever removed: clients go on coming by old links, and history speaks of them. */
@Component
public class Campaigns {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    public Campaigns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those at work first, the newest first among them. */
    public List<Campaign> all() {
        return jdbc.sql("select * from campaign order by (archived_at is not null), created_at desc, code")
                .query(Campaigns::campaign)
                .list();
    }

    /** Whoever came by this code came from here, also when the campaign is over. */
    public Optional<Campaign> find(String code) {
        return jdbc.sql("select * from campaign where code = :code")
                .param("code", code)
                .query(Campaigns::campaign)
                .optional();
    }

    /** @return false if the code is taken */
    public boolean add(Campaign campaign) {
        return jdbc.sql("""
                        insert into campaign (code, name, medium, content_id, utm, created_at, created_by, archived_at)
                        values (:code, :name, :medium, :content, :utm::jsonb, :at, :by, :archived)
                        on conflict (code) do nothing
                        """)
                        .param("code", campaign.code())
                        .param("name", campaign.name())
                        .param("medium", campaign.medium())
                        .param("content", campaign.contentId())
                        .param("utm", JsonMapper.shared().writeValueAsString(campaign.utm()))
                        .param("at", campaign.createdAt().atOffset(ZoneOffset.UTC))
                        .param("by", campaign.createdBy())
                        .param("archived", parameter(campaign.archivedAt()))
                        .update()
                == 1;
    }

    /** Everything but the code, who made it and when. */
    public boolean change(Campaign campaign) {
        return jdbc.sql("""
                        update campaign set name = :name, medium = :medium, content_id = :content, utm = :utm::jsonb,
                            archived_at = :archived
                        where code = :code
                        """)
                        .param("code", campaign.code())
                        .param("name", campaign.name())
                        .param("medium", campaign.medium())
                        .param("content", campaign.contentId())
                        .param("utm", JsonMapper.shared().writeValueAsString(campaign.utm()))
                        .param("archived", parameter(campaign.archivedAt()))
                        .update()
                == 1;
    }

    /** A code made of the name that nobody has yet. */
    public String freeCode(String name) {
        String code = CampaignCode.of(name);
        List<String> taken = jdbc.sql("select code from campaign where code like :like")
                .param("like", code.replace("_", "\\_") + "%")
                .query(String.class)
                .list();
        String free = code;
        for (int n = 2; taken.contains(free); n++) {
            free = code + "_" + n;
        }
        return free;
    }

    private static Campaign campaign(ResultSet rs, int number) throws SQLException {
        var archived = rs.getObject("archived_at", OffsetDateTime.class);
        return new Campaign(
                rs.getString("code"),
                rs.getString("name"),
                rs.getString("medium"),
                rs.getString("content_id"),
                JsonMapper.shared().readValue(rs.getString("utm"), TEXTS),
                rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                rs.getString("created_by"),
                archived == null ? null : archived.toInstant());
    }

    private static @Nullable OffsetDateTime parameter(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
