package org.citywall.stream.io;

import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.citywall.contracts.names.RedisKeys;
import org.citywall.contracts.names.RedisScripts;

/** The live view in Redis, written by the shared write-if-newer script. */
final class RedisView implements LiveView {
    private final RedisLink link;
    private String digest;

    RedisView(String uri) {
        link = new RedisLink(uri);
    }

    @Override
    public CompletionStage<Boolean> write(LiveWrite write) {
        RedisAsyncCommands<String, String> redis = link.commands().orElse(null);
        if (redis == null) {
            return CompletableFuture.failedStage(new RedisConnectionException("not connected"));
        }
        if (digest == null) {
            digest = redis.digest(RedisScripts.VIEW_WRITE);
        }
        String[] keys = keys(write.topic());
        String[] args = args(write);
        return redis.<Long>evalsha(digest, ScriptOutputType.INTEGER, keys, args)
                .toCompletableFuture()
                .exceptionallyCompose(error -> evalIfUnknown(redis, error, keys, args))
                .thenApply(written -> written == 1);
    }

    @Override
    public void close() {
        link.close();
    }

    /** A Redis that was restarted has forgotten the script; EVAL teaches it again. */
    private static CompletionStage<Long> evalIfUnknown(
            RedisAsyncCommands<String, String> redis,
            Throwable error,
            String[] keys,
            String[] args) {
        Throwable cause = error instanceof CompletionException ? error.getCause() : error;
        if (cause instanceof RedisNoScriptException) {
            return redis.<Long>eval(RedisScripts.VIEW_WRITE, ScriptOutputType.INTEGER, keys, args);
        }
        return CompletableFuture.failedStage(cause);
    }

    private static String[] keys(String topic) {
        return new String[] {
            RedisKeys.items(topic), RedisKeys.revisions(topic), RedisKeys.stream(topic)
        };
    }

    private static String[] args(LiveWrite write) {
        return new String[] {
            write.id(),
            Long.toString(write.rev()),
            write.item(),
            Long.toString(RedisKeys.streamMaxLength(write.topic())),
            write.forget() ? "forget" : "keep"
        };
    }
}
