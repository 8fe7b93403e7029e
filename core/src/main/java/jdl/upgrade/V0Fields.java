package jdl.upgrade;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdl.proto.V1LayerParameter;
import jdl.proto.V1LayerParameter.LayerType;

/** One layer of 2013, turned into V1 along two tables: one of types, one of settings. */
final class V0Fields {

    /** Old type, V1 type, the message that has its settings ({@code -}: none of 2013's). */
    private static final Map<String, List<String>> TYPES =
            table(
                    """
                    accuracy                  ACCURACY                  -
                    bnll                      BNLL                      -
                    concat                    CONCAT                    concat_param
                    conv                      CONVOLUTION               convolution_param
                    data                      DATA                      data_param
                    dropout                   DROPOUT                   dropout_param
                    euclidean_loss            EUCLIDEAN_LOSS            -
                    flatten                   FLATTEN                   -
                    hdf5_data                 HDF5_DATA                 hdf5_data_param
                    hdf5_output               HDF5_OUTPUT               -
                    im2col                    IM2COL                    -
                    images                    IMAGE_DATA                image_data_param
                    infogain_loss             INFOGAIN_LOSS             infogain_loss_param
                    innerproduct              INNER_PRODUCT             inner_product_param
                    lrn                       LRN                       lrn_param
                    multinomial_logistic_loss MULTINOMIAL_LOGISTIC_LOSS -
                    pool                      POOLING                   pooling_param
                    relu                      RELU                      -
                    sigmoid                   SIGMOID                   -
                    softmax                   SOFTMAX                   -
                    softmax_loss              SOFTMAX_LOSS              -
                    split                     SPLIT                     -
                    tanh                      TANH                      -
                    window_data               WINDOW_DATA               window_data_param
                    """);

    /** Old setting, its name in the message of its type, the types that have it. */
    private static final Map<String, List<String>> SETTINGS =
            table(
                    """
                    num_output        num_output    conv,innerproduct
                    biasterm          bias_term     conv,innerproduct
                    weight_filler     weight_filler conv,innerproduct
                    bias_filler       bias_filler   conv,innerproduct
                    pad               pad           conv,pool
                    kernelsize        kernel_size   conv,pool
                    stride            stride        conv,pool
                    group             group         conv
                    pool              pool          pool
                    dropout_ratio     dropout_ratio dropout
                    local_size        local_size    lrn
                    alpha             alpha         lrn
                    beta              beta          lrn
                    k                 k             lrn
                    concat_dim        concat_dim    concat
                    source            source        data,hdf5_data,images,window_data,infogain_loss
                    batchsize         batch_size    data,hdf5_data,images,window_data
                    rand_skip         rand_skip     data,images
                    shuffle_images    shuffle       images
                    new_height        new_height    images
                    new_width         new_width     images
                    det_fg_threshold  fg_threshold  window_data
                    det_bg_threshold  bg_threshold  window_data
                    det_fg_fraction   fg_fraction   window_data
                    det_context_pad   context_pad   window_data
                    det_crop_mode     crop_mode     window_data
                    """);

    /** What is no setting of a type: fields of V1LayerParameter, or of its transform_param. */
    private static final Set<String> ITS_OWN = Set.of("name", "blobs", "blobs_lr", "weight_decay");

    private static final Map<String, String> TRANSFORM =
            Map.of(
                    "scale", "scale",
                    "meanfile", "mean_file",
                    "cropsize", "crop_size",
                    "mirror", "mirror");

    /** Settings of a layer that never came; Caffe passes them over without a word. */
    private static final Set<String> NEVER_CAME = Set.of("new_num", "new_channels");

    private final V1LayerParameter old;
    private final String type;
    private final V1LayerParameter.Builder layer = V1LayerParameter.newBuilder();
    private final List<String> changes;

    private V0Fields(V1LayerParameter old, List<String> changes) {
        this.old = old;
        this.type = old.getLayer().getType();
        this.changes = changes;
    }

    static V1LayerParameter upgraded(V1LayerParameter old, List<String> changes) {
        return new V0Fields(old, changes).upgraded();
    }

    private V1LayerParameter upgraded() {
        layer.addAllBottom(old.getBottomList()).addAllTop(old.getTopList());
        old.getLayer().getAllFields().forEach(this::move);
        return layer.build();
    }

    private void move(FieldDescriptor field, Object value) {
        String name = field.getName();
        var settings = SETTINGS.getOrDefault(name, List.of("", "", ""));
        if (name.equals("type")) layer.setType(newType());
        else if (ITS_OWN.contains(name)) set(layer, name, value);
        else if (TRANSFORM.containsKey(name))
            set(layer.getTransformParamBuilder(), TRANSFORM.getOrDefault(name, name), value);
        else if (name.equals("hdf5_output_param") && type.equals("hdf5_output"))
            set(layer, name, value);
        else if (List.of(settings.get(2).split(",")).contains(type))
            set(settingsOfType(), settings.get(1), value);
        else if (!NEVER_CAME.contains(name))
            changes.add(
                    "layer \"%s\" (%s): %s means nothing there and is left out"
                            .formatted(old.getLayer().getName(), type, name));
    }

    private LayerType newType() {
        List<String> row = TYPES.get(type);
        if (row == null)
            throw V0Net.blame(old, "unknown type; known are " + String.join(", ", sortedTypes()));
        return LayerType.valueOf(row.get(1));
    }

    private static List<String> sortedTypes() {
        return TYPES.keySet().stream().sorted().toList();
    }

    private Message.Builder settingsOfType() {
        String message = TYPES.getOrDefault(type, List.of()).get(2);
        return layer.getFieldBuilder(V1LayerParameter.getDescriptor().findFieldByName(message));
    }

    /** Lists take one value more; enums of the same values are told by their names. */
    private static void set(Message.Builder target, String name, Object value) {
        FieldDescriptor field = target.getDescriptorForType().findFieldByName(name);
        if (field.isRepeated() && !(value instanceof List)) target.addRepeatedField(field, value);
        else if (value instanceof EnumValueDescriptor word)
            target.setField(field, field.getEnumType().findValueByName(word.getName()));
        else target.setField(field, value);
    }

    private static Map<String, List<String>> table(String rows) {
        return rows.lines()
                .map(row -> Arrays.asList(row.trim().split("\\s+")))
                .collect(Collectors.toUnmodifiableMap(row -> row.get(0), Function.identity()));
    }
}
