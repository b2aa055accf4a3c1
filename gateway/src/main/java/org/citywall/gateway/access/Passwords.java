package org.citywall.gateway.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/**
 * bcrypt, on threads of its own: one check takes a quarter of a second of a core, which must not
 * hold up anything else. The number that waits is bounded.
 */
public final class Passwords {
    /** log2 of the rounds. */
    public static final int COST = 12;

    /** bcrypt reads no more than this; a longer password is refused instead of cut silently. */
    public static final int MAX_BYTES = 72;

    /** The shortest password that an account may be given. */
    public static final int MIN_LENGTH = 8;

    /** Kinds of characters out of four that it must have at least: practice under MLPS 2.0. */
    public static final int MIN_CLASSES = 3;

    private static final int THREADS = 2;
    private static final int MAX_WAITING = 16;

    private final WorkerExecutor workers;
    private final int cost;
    private final AtomicInteger waiting = new AtomicInteger();

    /** With the usual cost. */
    public Passwords(Vertx vertx) {
        this(vertx, COST);
    }

    /** With another cost; tests take a low one. */
    public Passwords(Vertx vertx, int cost) {
        this.workers = vertx.createSharedWorkerExecutor("citywall-passwords", THREADS);
        this.cost = cost;
    }

    /** Why the password cannot be taken, or null if it can. */
    public static String fault(String password) {
        if (password.length() < MIN_LENGTH) {
            return "must have at least %d characters".formatted(MIN_LENGTH);
        }
        if (password.getBytes(UTF_8).length > MAX_BYTES) {
            return "must not exceed %d bytes".formatted(MAX_BYTES);
        }
        return classes(password) < MIN_CLASSES
                ? "must have %d of: small letters, capitals, digits, others".formatted(MIN_CLASSES)
                : null;
    }

    private static long classes(String password) {
        return password.codePoints().map(Passwords::classOf).distinct().count();
    }

    private static int classOf(int c) {
        if (Character.isLowerCase(c)) {
            return 0;
        }
        if (Character.isUpperCase(c)) {
            return 1;
        }
        return Character.isDigit(c) ? 2 : 3;
    }

    /** The bcrypt hash. */
    public Future<String> hash(String password) {
        return workers.executeBlocking(
                () -> BCrypt.withDefaults().hashToString(cost, password.toCharArray()), false);
    }

    /**
     * Whether the password belongs to the hash. Without a hash (no such account) it takes as long
     * and says no, so that time does not tell which names exist. Refuses with 429 when too many
     * wait.
     */
    public Future<Boolean> verify(String password, String hash) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return Future.failedFuture(
                    new Refusal(Problem.of(429, "too many", "too many are logging in just now")));
        }
        return workers.executeBlocking(() -> check(password, hash), false)
                .eventually(
                        () -> {
                            waiting.decrementAndGet();
                            return Future.succeededFuture();
                        });
    }

    private boolean check(String password, String hash) {
        boolean usable = hash != null && password.getBytes(UTF_8).length <= MAX_BYTES;
        if (!usable) {
            BCrypt.withDefaults().hash(cost, "nobody has this".toCharArray());
            return false;
        }
        return BCrypt.verifyer().verify(password.toCharArray(), hash).verified;
    }
}
