package io.rapport.ruleset.engine;

import io.rapport.ruleset.workbook.CellError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.drools.compiler.kproject.models.KieBaseModelImpl;
import org.drools.model.Model;
import org.drools.model.codegen.ExecutableModelProject;
import org.drools.modelcompiler.CanonicalKieModule;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.io.ResourceType;

/**
 * Compiles what is no table: {@code *.drl} and Drools' own decision tables ({@code *.drl.xlsx}, {@code *.drl.csv}). These files come
 * from developers, through version control, never from an upload.
 */
final class DrlCompiler {

    /** Parallel builds were seen to return each other's rules. */
    private static final Object ONE_AT_A_TIME = new Object();

    private DrlCompiler() {}

    /** @param files by path; the models of all of them, or none with the reasons added to {@code errors} */
    static List<Model> compile(Map<String, byte[]> files, List<CellError> errors) {
        if (files.isEmpty()) {
            return List.of();
        }
        synchronized (ONE_AT_A_TIME) {
            KieServices services = KieServices.get();
            ReleaseId id = services.newReleaseId("io.rapport.rules", "drl-" + UUID.randomUUID(), "1");
            try {
                return build(services, id, files, errors);
            } catch (Throwable e) {
                // Drools answers some mistakes with errors of the compiler or of class loading.
                errors.add(error(String.join(", ", files.keySet()), String.valueOf(e.getMessage())));
                return List.of();
            } finally {
                services.getRepository().removeKieModule(id);
            }
        }
    }

    private static List<Model> build(
            KieServices services, ReleaseId id, Map<String, byte[]> files, List<CellError> errors) {
        KieFileSystem folder = services.newKieFileSystem();
        folder.generateAndWritePomXML(id);
        files.forEach((path, bytes) -> {
            var resource = services.getResources()
                    .newByteArrayResource(bytes)
                    .setSourcePath("src/main/resources/io/rapport/rules/" + path);
            if (!path.endsWith(".drl")) {
                resource.setResourceType(ResourceType.DTABLE);
            }
            folder.write(resource);
        });
        ClassLoader loader = DrlCompiler.class.getClassLoader();
        var build = services.newKieBuilder(folder, loader).buildAll(ExecutableModelProject.class);
        errors.addAll(complaints(build.getResults().getMessages(Message.Level.ERROR)));
        if (build.getResults().hasMessages(Message.Level.ERROR)) {
            return List.of();
        }
        var module = (CanonicalKieModule) build.getKieModule();
        services.newKieContainer(id, loader).getKieBase();
        var base = (KieBaseModelImpl) module.getKieModuleModel()
                .getKieBaseModels()
                .values()
                .iterator()
                .next();
        return new ArrayList<>(module.getModelForKBase(base));
    }

    /** One mistake draws others after it that know no line: they are told only where nothing better is known of the file. */
    private static List<CellError> complaints(List<Message> messages) {
        boolean isAnyPlaced = messages.stream().anyMatch(message -> message.getLine() > 0 && isSource(message));
        return messages.stream()
                .filter(message -> !isAnyPlaced || message.getLine() > 0 && isSource(message))
                .map(message -> error(
                        String.valueOf(message.getPath()).replaceFirst("^(.*/)?io/rapport/rules/", ""),
                        (message.getLine() > 0 ? "строка/line " + message.getLine() + ": " : "") + message.getText()))
                .toList();
    }

    private static boolean isSource(Message message) {
        return !String.valueOf(message.getPath()).endsWith(".java");
    }

    private static CellError error(String path, String text) {
        return new CellError("drl/" + path, null, null, null, text, text);
    }
}
