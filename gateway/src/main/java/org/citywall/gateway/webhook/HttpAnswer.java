package org.citywall.gateway.webhook;

import io.vertx.core.buffer.Buffer;
import org.citywall.contracts.Nullable;

/**
 * What came back.
 *
 * @param retryAfter header of that name; null: none
 * @param body the first 16 KiB; empty where nobody wants it
 */
public record HttpAnswer(int status, @Nullable String retryAfter, Buffer body) {}
