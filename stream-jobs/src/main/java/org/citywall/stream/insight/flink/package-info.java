/** Operators around the rules of insight. */
package org.citywall.stream.insight.flink;
