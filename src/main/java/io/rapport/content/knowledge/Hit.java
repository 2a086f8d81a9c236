package io.rapport.content.knowledge;

record Hit(String entry, double similarity, String passage) {}
