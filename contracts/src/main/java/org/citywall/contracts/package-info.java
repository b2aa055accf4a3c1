/**
 * What the parts of Citywall say to each other: one flat record per topic, one codec, one place for
 * each name. Nothing here knows Flink, Kafka, Redis or Vert.x.
 *
 * <p>Records must stay serialisable by Flink's PojoSerializer without Kryo: public, and made only
 * of strings, primitives, enums, {@link java.time.Instant}, lists, maps and other such records.
 * {@code Duration}, {@code Optional} and sealed interfaces fall back to Kryo and are forbidden here
 * (a test in stream-jobs checks every record).
 */
package org.citywall.contracts;
