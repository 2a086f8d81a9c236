package io.rapport.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The products that can be sold, and their prices: the only place prices come from. */
@Repository
public class Catalogue implements Shelf<Product> {

    private final JdbcTemplate batches;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Watched<PriceList> prices;

    public Catalogue(DataSource dataSource, TransactionTemplate transaction) {
        this.batches = new JdbcTemplate(dataSource);
        this.jdbc = JdbcClient.create(batches);
        this.transaction = transaction;
        this.prices = new Watched<>(jdbc, "product", () -> PriceList.of(all()));
    }

    /** Everything at once, from memory; at most a second behind a change made by another node. */
    public PriceList snapshot() {
        return prices.get();
    }

    @Override
    public Optional<Product> find(String code) {
        return jdbc.sql("select * from product where code = ?")
                .param(Rows.text(code))
                .query(Catalogue::product)
                .optional();
    }

    @Override
    public List<Product> all() {
        return jdbc.sql("select * from product order by ordinal, code")
                .query(Catalogue::product)
                .list();
    }

    /** In the order of codes. Products have neither type nor tags: a filter by them finds nothing. */
    public Page<Product> page(ContentFilter filter, @Nullable String after, int limit) {
        List<Product> found = jdbc.sql("""
                        select * from product
                        where (:after::text is null or code > :after)
                          and :type::text is null and :tag::text is null
                          and (:active::boolean is null or active = :active)
                          and (:pattern::text is null or code ilike :pattern or name ilike :pattern
                               or name_en ilike :pattern or description ilike :pattern)
                        order by code
                        limit :limit
                        """)
                .param("after", Rows.text(after))
                .param("type", Rows.text(filter.type()))
                .param("tag", Rows.text(filter.tag()))
                .param("active", filter.active())
                .param("pattern", filter.pattern())
                .param("limit", limit + 1)
                .query(Catalogue::product)
                .list();
        return Rows.page(found, limit, Product::code);
    }

    @Override
    public void lock() {
        Rows.lock(jdbc, "product");
    }

    @Override
    public Change put(Product product, Instant now) {
        return transaction.execute(status -> Rows.put(this, product.code(), product, now));
    }

    @Override
    public void putAll(List<Product> products, Instant now) {
        batches.batchUpdate("""
                insert into product (code, name, name_en, description, description_en, price, currency, unit, unit_en,
                                     levels, interests, url, active, ordinal)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (code) do update
                set name = excluded.name, name_en = excluded.name_en, description = excluded.description,
                    description_en = excluded.description_en, price = excluded.price, currency = excluded.currency,
                    unit = excluded.unit, unit_en = excluded.unit_en, levels = excluded.levels,
                    interests = excluded.interests, url = excluded.url, active = excluded.active,
                    ordinal = excluded.ordinal
                """, products.stream().map(Catalogue::values).toList());
        prices.touched();
    }

    /** Removes a product nobody has bought and no answer names; any other is only switched off. */
    @Override
    public Change remove(String code, Instant now) {
        return transaction.execute(status -> {
            lock();
            prices.touched();
            int switchedOff = jdbc.sql("""
                            update product set active = false
                            where code = :code
                              and (exists (select 1 from purchase where product_code = :code)
                                   or exists (select 1 from knowledge where position(:placeholder in answer) > 0))
                            """)
                    .param("code", Rows.text(code))
                    .param("placeholder", "{price:" + Rows.text(code) + "}")
                    .update();
            return switchedOff > 0
                    ? Change.DEACTIVATED
                    : Rows.removed(jdbc.sql("delete from product where code = ?")
                            .param(Rows.text(code))
                            .update());
        });
    }

    private static Object[] values(Product product) {
        return new Object[] {
            product.code(),
            product.name(),
            product.nameEn(),
            product.description(),
            product.descriptionEn(),
            product.price(),
            product.currency(),
            product.unit(),
            product.unitEn(),
            Rows.array(product.levels()),
            Rows.array(product.interests()),
            product.url(),
            product.active(),
            product.ordinal()
        };
    }

    private static Product product(ResultSet row, int number) throws SQLException {
        return new Product(
                row.getString("code"),
                row.getString("name"),
                row.getString("name_en"),
                row.getString("description"),
                row.getString("description_en"),
                row.getBigDecimal("price"),
                row.getString("currency"),
                row.getString("unit"),
                row.getString("unit_en"),
                Rows.list(row, "levels"),
                Rows.list(row, "interests"),
                row.getString("url"),
                row.getBoolean("active"),
                row.getInt("ordinal"));
    }
}
