package io.rapport.web.security;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The people who may sign in to the console. */
@Component
public class Users implements UserDetailsService {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final PasswordEncoder encoder;
    private final Audit audit;

    Users(JdbcClient jdbc, TransactionTemplate transaction, PasswordEncoder encoder, Audit audit) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.encoder = encoder;
        this.audit = audit;
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        return jdbc.sql("select * from app_user where name = :name")
                // PostgreSQL has no NUL in texts: such a name is nobody's, and must not become an error either
                .param("name", name.replace("\0", ""))
                .query((rs, n) -> User.withUsername(rs.getString("name"))
                        .password(rs.getString("password_hash"))
                        .roles((String[]) rs.getArray("roles").getArray())
                        .build())
                .optional()
                .orElseThrow(() -> new UsernameNotFoundException("No such user"));
    }

    public boolean isEmpty() {
        return jdbc.sql("select not exists (select 1 from app_user)")
                .query(Boolean.class)
                .single();
    }

    /**
     * Creates the first user, who may do everything.
     *
     * @return false if somebody else was first
     */
    public boolean createFirst(String name, String password, Instant now) {
        // Hashing is slow on purpose: not while others wait for the table.
        String hash = encoder.encode(password);
        return Boolean.TRUE.equals(transaction.execute(status -> {
            jdbc.sql("lock table app_user in share row exclusive mode").update();
            if (!isEmpty()) {
                return false;
            }
            insert(name, hash, EnumSet.allOf(Role.class), now);
            audit.record(now, name, "FIRST_USER_CREATED", "user/" + name, Map.of());
            return true;
        }));
    }

    private void insert(String name, String hash, Set<Role> roles, Instant now) {
        jdbc.sql("""
                insert into app_user (name, password_hash, roles, created_at) values (:name, :hash, :roles, :now)
                """)
                .param("name", name)
                .param("hash", hash)
                .param("roles", roles.stream().map(Role::name).toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    static String[] everyRole() {
        return Arrays.stream(Role.values()).map(Role::name).toArray(String[]::new);
    }
}
