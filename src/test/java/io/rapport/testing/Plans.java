package io.rapport.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import javax.sql.DataSource;

/**
 * A data source that asks for the plan of every statement just before it is executed, with the same parameters: the stores' own SQL is
 * judged, not a copy of it.
 */
public final class Plans {

    private final DataSource dataSource;
    private final List<String> seen = new ArrayList<>();

    public Plans(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public DataSource dataSource() {
        return proxy(DataSource.class, (self, method, arguments) -> {
            Object result = call(dataSource, method, arguments);
            return result instanceof Connection connection ? watch(connection) : result;
        });
    }

    /** The plans of all statements that the work executes, with the statements themselves. */
    public String of(Runnable work) {
        seen.clear();
        work.run();
        return String.join("\n\n", seen);
    }

    private Connection watch(Connection connection) {
        return proxy(Connection.class, (self, method, arguments) -> {
            Object result = call(connection, method, arguments);
            return result instanceof PreparedStatement statement
                            && method.getName().equals("prepareStatement")
                    ? watch(connection, statement, (String) arguments[0])
                    : result;
        });
    }

    private PreparedStatement watch(Connection connection, PreparedStatement statement, String sql) {
        record Parameter(Method method, Object[] arguments) {}
        List<Parameter> parameters = new ArrayList<>();
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            if (method.getName().startsWith("set") && arguments.length > 1 && arguments[0] instanceof Integer) {
                parameters.add(new Parameter(method, arguments));
            }
            if (method.getName().startsWith("execute")) {
                try (PreparedStatement explain = connection.prepareStatement("explain " + sql)) {
                    for (Parameter parameter : parameters) {
                        call(explain, parameter.method(), parameter.arguments());
                    }
                    seen.add(sql + "\n" + lines(explain));
                }
            }
            return call(statement, method, arguments);
        });
    }

    private static String lines(PreparedStatement explain) throws SQLException {
        var lines = new StringJoiner("\n");
        try (var rows = explain.executeQuery()) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines.toString();
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Plans.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
