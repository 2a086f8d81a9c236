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
        for (Message message : build.getResults().getMessages(Message.Level.ERROR)) {
            errors.add(error(
                    String.valueOf(message.getPath()).replaceFirst(".*/io/rapport/rules/", ""),
                    "строка/line " + message.getLine() + ": " + message.getText()));
        }
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

    private static CellError error(String path, String text) {
        return new CellError("drl/" + path, null, null, null, text, text);
    }
}
