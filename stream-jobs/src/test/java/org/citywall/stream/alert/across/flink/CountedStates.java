package org.citywall.stream.alert.across.flink;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.State;

/**
 * Counts how often a function touches its keyed state: each call of a state, and each entry that an
 * iteration gives. Time would say as much of the machine.
 */
final class CountedStates {
    private final AtomicLong touched = new AtomicLong();

    long touched() {
        return touched.get();
    }

    /** The same context, whose states are counted. */
    RuntimeContext of(RuntimeContext context) {
        return (RuntimeContext)
                proxy(
                        RuntimeContext.class,
                        context,
                        result ->
                                result instanceof State
                                        ? proxy(result.getClass().getInterfaces(), result)
                                        : result);
    }

    private interface After {
        Object result(Object result);
    }

    private Object proxy(Class<?>[] types, Object of) {
        return Proxy.newProxyInstance(
                getClass().getClassLoader(),
                types,
                (proxy, method, args) -> {
                    touched.incrementAndGet();
                    Object result = call(() -> method.invoke(of, args));
                    return result instanceof Iterable<?> all ? counted(all) : result;
                });
    }

    private static Object proxy(Class<?> type, Object of, After after) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, args) -> after.result(call(() -> method.invoke(of, args))));
    }

    private interface Call {
        Object call() throws ReflectiveOperationException;
    }

    private static Object call(Call call) throws Throwable {
        try {
            return call.call();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Iterable<Object> counted(Iterable<?> all) {
        return () -> {
            Iterator<?> each = all.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return each.hasNext();
                }

                @Override
                public Object next() {
                    touched.incrementAndGet();
                    return each.next();
                }
            };
        };
    }
}
