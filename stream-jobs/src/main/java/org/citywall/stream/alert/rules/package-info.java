/** Reading the rules of aggregation: which version judges, and which alerts a rule is about. */
package org.citywall.stream.alert.rules;
