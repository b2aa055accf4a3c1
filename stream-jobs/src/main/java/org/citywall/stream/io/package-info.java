/**
 * The jobs' edges: Kafka in and out, the live view and the canaries in Redis.
 *
 * <p>The Redis sink in five files: {@link org.citywall.stream.io.RedisLiveSink} describes, {@link
 * org.citywall.stream.io.RedisLiveWriter} sends and retries, {@link
 * org.citywall.stream.io.PendingWrites} conflates, {@link org.citywall.stream.io.RedisView} speaks
 * Redis, {@link org.citywall.stream.io.LiveWrites} says what a record means to the view.
 */
package org.citywall.stream.io;
